use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::camera::CameraError;

use super::list;

/// The handle to a sample camera that plays elsewhere: what there is, what is shown.
#[derive(Clone, Debug)]
pub struct Samples {
    root: PathBuf,
    shown: Arc<Mutex<Shown>>,
}

/// What plays now.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The name that was asked for.
    pub name: String,
    /// One picture, or several that follow each other.
    pub pictures: Arc<[PathBuf]>,
    /// Grows with every switch, so that a sequence starts from its beginning.
    pub turn: u64,
}

impl Samples {
    /// The pictures of a folder, or a single one. The first by name is shown to begin with.
    pub(super) fn open(root: &Path) -> Result<Self, CameraError> {
        let first = list::names(root)?.into_iter().find(|name| !name.ends_with('/')).ok_or_else(|| {
            CameraError::Sample { path: root.to_owned(), why: "no .jpg, .jpeg or .png".to_owned() }
        })?;
        let pictures = pictures(root, &first)?;
        let shown = Shown { name: first, pictures, turn: 0 };
        Ok(Self { root: root.to_owned(), shown: Arc::new(Mutex::new(shown)) })
    }

    /// Names of what can be shown: pictures by their path below the folder; folders, which
    /// play their pictures one after another, end in `/`.
    pub fn names(&self) -> Result<Vec<String>, CameraError> {
        list::names(&self.root)
    }

    /// What is shown now.
    pub fn showing(&self) -> String {
        self.shown().name
    }

    /// Shows another picture (`drivers-license/front.jpg`) or sequence (`drivers-license/`)
    /// from the next frame on.
    pub fn show(&self, name: &str) -> Result<(), CameraError> {
        let pictures = pictures(&self.root, name)?;
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = Shown { name: name.to_owned(), pictures, turn: shown.turn + 1 };
        Ok(())
    }

    pub(super) fn shown(&self) -> Shown {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn pictures(root: &Path, name: &str) -> Result<Arc<[PathBuf]>, CameraError> {
    if root.is_file() {
        return Ok(Arc::from([root.to_owned()]));
    }
    let below = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let path = root.join(name);
    let missing = |why: &str| CameraError::Sample { path: path.clone(), why: why.to_owned() };
    if !below || name.is_empty() {
        return Err(missing("not below the samples folder"));
    }
    if path.is_dir() {
        let pictures = list::pictures_in(&path)?;
        return if pictures.is_empty() { Err(missing("no pictures in it")) } else { Ok(pictures.into()) };
    }
    if path.is_file() { Ok(Arc::from([path])) } else { Err(missing("not there")) }
}
