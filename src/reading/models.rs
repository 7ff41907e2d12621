//! The neural models: files of `kiosk-config/models/`, verified before they are used.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, ModelOptions, RunOptions, ThreadPool};
use sha2::{Digest as _, Sha256};

use super::alphabet::Alphabet;
use crate::text::Message;

/// Detector, recogniser and its dictionary, as the folder names them.
const DETECTOR: &str = "text-detection.onnx";
const RECOGNISER: &str = "text-recognition-ja.onnx";
const DICTIONARY: &str = "text-recognition-ja.txt";
/// Their SHA-256, in the format of `sha256sum`.
const SUMS: &str = "SHA256SUMS";
/// Larger files are not read.
const LARGEST: u64 = 64 << 20;

/// Why there are no models. The kiosk works without; staff confirm by eye.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// A file is not there or can not be read.
    #[error("{file} can not be read")]
    Unreadable {
        /// Path of the file.
        file: String,
    },
    /// A file is not the one whose checksum is listed.
    #[error("{file} is damaged or was exchanged")]
    Changed {
        /// Path of the file.
        file: String,
    },
    /// A file is what it is listed as, and still no model that this kiosk can use.
    #[error("{file} is not a model that this kiosk can use")]
    Unusable {
        /// Path of the file.
        file: String,
    },
}

impl ModelError {
    /// A file or folder that no model could be made of.
    pub fn unusable(path: &Path) -> Self {
        Self::Unusable { file: path.display().to_string() }
    }

    /// The same for staff, with the remedy.
    pub fn message(&self) -> Message {
        let (id, file) = match self {
            Self::Unreadable { file } => ("models-unreadable", file),
            Self::Changed { file } => ("models-changed", file),
            Self::Unusable { file } => ("models-unusable", file),
        };
        Message::new(id).with("file", file.clone())
    }
}

/// The models, ready to run. Cheap to share, not to load (about 0.2 s).
pub struct Models {
    pub(super) detector: Arc<Model>,
    pub(super) recogniser: Arc<Model>,
    pub(super) alphabet: Arc<Alphabet>,
    pool: Arc<ThreadPool>,
}

impl std::fmt::Debug for Models {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Models")
    }
}

impl Models {
    /// Loads the models of a folder after their checksums were verified.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        let sums = String::from_utf8_lossy(&read(folder, SUMS)?).into_owned();
        let verified = |name: &str| {
            let bytes = read(folder, name)?;
            let hex: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let listed = sums.lines().filter_map(|line| line.split_once("  "));
            if listed.into_iter().any(|(sum, file)| file == name && sum == hex) {
                Ok(bytes)
            } else {
                Err(ModelError::Changed { file: path(folder, name) })
            }
        };
        let model = |name: &str| {
            let loaded = ModelOptions::with_all_ops().load(verified(name)?);
            loaded.map_err(|_| ModelError::Unusable { file: path(folder, name) })
        };
        let dictionary = String::from_utf8(verified(DICTIONARY)?).ok();
        let alphabet = dictionary.as_deref().and_then(Alphabet::parse);
        let alphabet = alphabet.ok_or_else(|| ModelError::Unusable { file: path(folder, DICTIONARY) })?;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
        Ok(Self {
            detector: Arc::new(model(DETECTOR)?),
            recogniser: Arc::new(model(RECOGNISER)?),
            alphabet: Arc::new(alphabet),
            pool: Arc::new(ThreadPool::with_num_threads(threads)),
        })
    }

    /// The same models on one thread of their own, which has the priority of the thread that calls.
    pub(super) fn quiet(&self) -> Self {
        Self {
            detector: Arc::clone(&self.detector),
            recogniser: Arc::clone(&self.recogniser),
            alphabet: Arc::clone(&self.alphabet),
            pool: Arc::new(ThreadPool::with_num_threads(1)),
        }
    }

    pub(super) fn options(&self) -> RunOptions {
        RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)))
    }
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, ModelError> {
    crate::input::read_bounded(&folder.join(name), LARGEST)
        .map_err(|_| ModelError::Unreadable { file: path(folder, name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/models")
    }

    #[test]
    fn the_shipped_models_load_and_are_small() {
        let models = Models::load(&shipped()).unwrap();
        assert_eq!(models.alphabet.len(), 6773);
        let bytes: u64 =
            std::fs::read_dir(shipped()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
        assert!(bytes < 16_000_000, "{bytes}");
    }

    #[test]
    fn one_changed_bit_is_noticed_and_named() {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(shipped()).unwrap() {
            let from = entry.unwrap().path();
            std::fs::copy(&from, folder.path().join(from.file_name().unwrap())).unwrap();
        }
        let file = folder.path().join(DICTIONARY);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[100] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        let expected = ModelError::Changed { file: file.display().to_string() };
        assert_eq!(Models::load(folder.path()).unwrap_err(), expected);
    }

    #[test]
    fn no_models_are_an_error_that_names_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(SUMS).display().to_string();
        assert_eq!(Models::load(folder.path()).unwrap_err(), ModelError::Unreadable { file });
    }
}
