/// What the daemon answered, in Swift and in the very bytes it sent.
public struct Answer<Content: Sendable>: Sendable {
    /// The answer itself.
    public let content: Content
    /// Whether it comes from a drill, whose deadlines are not real.
    public let isDrill: Bool
    /// The body as it came: for JSON the whole envelope.
    public let bytes: [UInt8]

    /// An answer, or a part of one.
    public init(content: Content, isDrill: Bool, bytes: [UInt8]) {
        self.content = content
        self.isDrill = isDrill
        self.bytes = bytes
    }
}
