use super::{Key, Person, Pty};

/// What to do at each screen: the terminal, and the screen's title.
type AtEach<'a> = &'a mut dyn FnMut(&mut Pty, &str);

impl Pty {
    /// Serves someone who shows a driver's licence, to the end.
    pub fn serve(&mut self, person: &Person) -> &mut Self {
        self.visit(person, &mut |_, _| {})
    }

    /// The same, with something to do at each of the eight screens before it.
    pub fn visit(&mut self, person: &Person, at_each: AtEach) -> &mut Self {
        self.to_confirm(person, at_each);
        at_each(self, "送信前の確認");
        self.press(Key::Enter).sees(&["[送信]"]);
        self
    }

    /// From the start screen to the last look before sending.
    pub fn to_confirm(&mut self, person: &Person, at_each: AtEach) -> &mut Self {
        at_each(self, "いらっしゃいませ");
        self.press(Key::Enter).sees(&["ご注文"]);
        at_each(self, "ご注文");
        self.send("1").from_order(person, at_each)
    }

    /// From the order, which is entered, to the last look before sending.
    pub fn from_order(&mut self, person: &Person, at_each: AtEach) -> &mut Self {
        self.press(Key::Enter).sees(&["ご契約者"]);
        at_each(self, "ご契約者");
        for text in person.registration() {
            self.send(&text).press(Key::Tab);
        }
        self.press(Key::Enter).sees(&["本人確認書類", "運転免許証"]);
        self.documents_on(person, at_each)
    }

    /// From the list of documents to the last look before sending.
    pub fn from_documents(&mut self, person: &Person) -> &mut Self {
        self.documents_on(person, &mut |_, _| {})
    }

    fn documents_on(&mut self, person: &Person, at_each: AtEach) -> &mut Self {
        at_each(self, "本人確認書類");
        self.send("1").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
        at_each(self, "撮影");
        self.press(Key::Enter).sees(&["写真の確認: 運転免許証 表面"]);
        self.is_searched();
        at_each(self, "写真の確認");
        self.accepts().sees(&["書類の記載: 運転免許証"]);
        at_each(self, "書類の記載");
        self.press(Key::F(5)).sees(&[&person.registered("given_name")]);
        // What was read and is neither on file nor typed is taken as it was read.
        self.send(&person.printed("expires_on")).press(Key::F(4)).press(Key::Enter);
        self.sees(&["送信前の確認", "運転免許証 表面"]);
        self
    }

    /// Whether the photograph under review was searched, once that is known.
    fn is_searched(&mut self) -> bool {
        self.sees_one_of(&["読み取り済み", "[未]"]) == 0
    }

    /// Takes the photograph under review. Without models staff look for a My Number themselves.
    pub fn accepts(&mut self) -> &mut Self {
        let searched = self.is_searched();
        self.send(if searched { "\r" } else { "m" })
    }
}
