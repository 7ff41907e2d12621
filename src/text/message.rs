use std::borrow::Cow;

/// A sentence of the catalogue, not yet in a language: its id and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Fluent message id, for example `reason-document-expired`.
    pub id: Cow<'static, str>,
    /// Arguments by name, as they are to be shown.
    pub args: Vec<(&'static str, String)>,
    /// Arguments by name that are themselves texts of the catalogue, by their ids. Several are
    /// shown as a list.
    pub names: Vec<(&'static str, Vec<String>)>,
}

impl Message {
    /// A sentence without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: Vec::new(), names: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same sentence with one more argument that the catalogue names, such as
    /// `document-drivers-license`.
    #[must_use]
    pub fn naming(self, name: &'static str, id: impl Into<String>) -> Self {
        self.listing(name, [id.into()])
    }

    /// The same with a list of such names.
    #[must_use]
    pub fn listing(mut self, name: &'static str, ids: impl IntoIterator<Item = String>) -> Self {
        self.names.push((name, ids.into_iter().collect()));
        self
    }
}
