use ratatui::style::Color;

use super::*;

fn picture(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 3]) -> Picture {
    let rgb = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| pixel(x, y));
    Picture::new(width, height, rgb.collect()).unwrap()
}

fn draw(preview: &Preview<'_>, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    preview.render(area, &mut buf);
    buf
}

fn colours(buf: &Buffer, x: u16, y: u16) -> (Color, Color) {
    (buf[(x, y)].fg, buf[(x, y)].bg)
}

#[test]
fn two_pixels_stand_in_a_cell() {
    let picture = picture(4, 4, |x, y| [x as u8, y as u8, 7]);
    let buf = draw(&Preview::new(&picture), 4, 2);
    assert_eq!(buf[(0, 0)].symbol(), "▀");
    assert_eq!(colours(&buf, 0, 0), (Color::Rgb(0, 0, 7), Color::Rgb(0, 1, 7)));
    assert_eq!(colours(&buf, 3, 1), (Color::Rgb(3, 2, 7), Color::Rgb(3, 3, 7)));
}

#[test]
fn the_shape_is_kept_and_the_picture_stands_in_the_middle() {
    let picture = picture(8, 8, |_, _| [200, 0, 0]);
    let buf = draw(&Preview::new(&picture), 20, 4);
    let painted: Vec<bool> = (0..20).map(|x| buf[(x, 0)].symbol() == "▀").collect();
    assert_eq!(painted.iter().filter(|&&painted| painted).count(), 8);
    assert!(painted[6] && !painted[5] && painted[13] && !painted[14]);
}

#[test]
fn a_larger_picture_is_shrunk_by_its_mean_and_a_smaller_one_enlarged() {
    let large = picture(40, 40, |x, _| if x % 2 == 0 { [0, 0, 0] } else { [200, 100, 50] });
    let buf = draw(&Preview::new(&large), 10, 5);
    assert_eq!(colours(&buf, 4, 2), (Color::Rgb(100, 50, 25), Color::Rgb(100, 50, 25)));
    let small = picture(2, 2, |x, y| [x as u8, y as u8, 0]);
    let buf = draw(&Preview::new(&small), 8, 4);
    assert_eq!(colours(&buf, 7, 3), (Color::Rgb(1, 1, 0), Color::Rgb(1, 1, 0)));
}

#[test]
fn the_loupe_shows_the_middle() {
    let picture = picture(64, 64, |x, y| {
        if (24..40).contains(&x) && (24..40).contains(&y) { [0, 255, 0] } else { [255, 0, 0] }
    });
    let buf = draw(&Preview::new(&picture).loupe(true), 16, 8);
    assert!(
        (0..16)
            .all(|x| (0..8).all(|y| colours(&buf, x, y) == (Color::Rgb(0, 255, 0), Color::Rgb(0, 255, 0))))
    );
}

#[test]
fn an_odd_height_leaves_the_last_half_to_the_terminal() {
    let picture = picture(4, 3, |_, _| [9, 9, 9]);
    let buf = draw(&Preview::new(&picture), 4, 2);
    assert_eq!(colours(&buf, 0, 1), (Color::Rgb(9, 9, 9), Color::Reset));
}

#[test]
fn without_colours_brightness_is_told_by_ascii() {
    let picture = picture(3, 2, |x, _| [x as u8 * 127; 3]);
    let buf = draw(&Preview::new(&picture).colours(Colours::None), 3, 1);
    let text: String = (0..3).map(|x| buf[(x, 0)].symbol().to_owned()).collect();
    assert_eq!(text, " =@");
    assert_eq!(colours(&buf, 2, 0), (Color::Reset, Color::Reset));
}

#[test]
fn outline_and_guide_lie_over_the_picture() {
    let picture = picture(40, 20, |_, _| [10, 10, 10]);
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let buf = draw(&Preview::new(&picture).outline(Some(corners)).good(true), 40, 10);
    let good = Color::Rgb(0, 230, 90);
    assert_eq!((buf[(0, 0)].fg, buf[(39, 0)].fg, buf[(39, 9)].bg, buf[(0, 9)].bg), (good, good, good, good));
    assert_eq!(colours(&buf, 20, 5), (Color::Rgb(10, 10, 10), Color::Rgb(10, 10, 10)));

    let buf = draw(&Preview::new(&picture).guide(Some(1.586)), 40, 10);
    let white = Color::Rgb(255, 255, 255);
    let painted = |x: u16| (0..10).any(|y| buf[(x, y)].fg == white || buf[(x, y)].bg == white);
    let left = (0..40).position(painted).unwrap();
    let right = (0..40).rposition(painted).unwrap();
    // 84 % of 20 pixels, 1.586 times as wide.
    assert!((26..=27).contains(&(right - left + 1)), "{left} {right}");
    assert!(!painted(20), "only the corners are drawn");
}

#[test]
fn corners_off_the_picture_and_an_area_off_the_buffer_are_harmless() {
    let picture = picture(40, 20, |_, _| [10, 10, 10]);
    let corners = [(-5.0, -5.0), (9.0, f32::NAN), (2.0, 3.0), (0.5, 0.5)];
    draw(&Preview::new(&picture).outline(Some(corners)), 40, 10);
    draw(&Preview::new(&picture).guide(Some(0.0)), 3, 1);
    let mut buf = Buffer::empty(Rect::new(0, 0, 5, 5));
    Preview::new(&picture).render(Rect::new(3, 3, 50, 50), &mut buf);
    Preview::new(&picture).render(Rect::new(9, 9, 5, 5), &mut buf);
}
