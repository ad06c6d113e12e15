/// The certificate that this installation shows to its peers, and the key that goes with it, as PEM files.
///
/// The files are read at every new connection, so a renewed certificate is used without a restart.
public struct ClientIdentity: Sendable, Hashable {
    /// The leaf certificate first, then its intermediates.
    public let certificateFile: String
    /// An unencrypted private key.
    public let privateKeyFile: String

    public init(certificateFile: String, privateKeyFile: String) {
        self.certificateFile = certificateFile
        self.privateKeyFile = privateKeyFile
    }
}
