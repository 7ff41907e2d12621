use std::fs;
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use jiff::Timestamp;
use rand::Rng as _;
use serde::{Deserialize, Serialize};

use super::SandboxError;

/// The sandbox's folder: `identity.txt`, `token`, and a folder per case under `cases/`.
pub(super) struct Folder {
    root: PathBuf,
    identity: Identity,
    token: String,
}

/// `receipt.json` of a case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) submission_id: String,
    pub(super) receipt_number: String,
    pub(super) received_at: Timestamp,
    /// Whether it corrects another submission.
    #[serde(default)]
    pub(super) is_correction: bool,
    /// Digests of the parts as they came, manifest first: what "the same bytes" means.
    pub(super) digests: Vec<String>,
}

/// A file of a case, opened.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Self, SandboxError> {
        let failed = |source| SandboxError::Folder { dir: root.to_owned(), source };
        fs::create_dir_all(root.join("cases")).map_err(failed)?;
        let file = root.join("identity.txt");
        let text =
            read_or_create(&file, || format!("{}\n", Identity::generate().to_string().expose_secret()));
        let identity = text
            .map_err(failed)?
            .lines()
            .find_map(|line| line.trim().parse().ok())
            .ok_or(SandboxError::Identity { file })?;
        let token = read_or_create(&root.join("token"), || {
            format!("sandbox-{:032x}\n", rand::rng().random::<u128>())
        });
        Ok(Self { root: root.to_owned(), identity, token: token.map_err(failed)?.trim().to_owned() })
    }

    pub(super) fn recipient(&self) -> String {
        self.identity.to_public().to_string()
    }

    pub(super) fn token_file(&self) -> PathBuf {
        self.root.join("token")
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Opens an age file with the sandbox's identity.
    pub(super) fn unseal(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let decryptor = age::Decryptor::new(sealed).ok()?;
        let mut reader = decryptor.decrypt(std::iter::once(&self.identity as &dyn age::Identity)).ok()?;
        let mut plain = Vec::with_capacity(sealed.len());
        reader.read_to_end(&mut plain).ok()?;
        Some(plain)
    }

    /// The receipt of a case that is here already.
    pub(super) fn find(&self, id: &str) -> Option<Kept> {
        serde_json::from_slice(&fs::read(self.case(id).join("receipt.json")).ok()?).ok()
    }

    /// What is registered, to be told with rejections.
    pub(super) fn registration(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&fs::read(self.root.join("registration.json")).ok()?).ok()
    }

    /// Keeps a case: all of it or nothing.
    pub(super) fn keep(&self, kept: &Kept, files: &[Opened]) -> std::io::Result<()> {
        let temp = tempfile::Builder::new().prefix(".new-").tempdir_in(self.root.join("cases"))?;
        for file in files {
            fs::write(temp.path().join(&file.name), &file.bytes)?;
        }
        fs::write(temp.path().join("receipt.json"), serde_json::to_vec_pretty(kept)?)?;
        fs::rename(temp.keep(), self.case(&kept.submission_id))
    }

    fn case(&self, id: &str) -> PathBuf {
        self.root.join("cases").join(id)
    }
}

/// A small file for this user only, made once.
fn read_or_create(path: &Path, make: impl FnOnce() -> String) -> std::io::Result<String> {
    use std::io::Write as _;
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            let text = make();
            file.write_all(text.as_bytes())?;
            Ok(text)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => fs::read_to_string(path),
        Err(error) => Err(error),
    }
}
