import NIOCore

/// How long the door waits for those outside before it ends a connection.
struct EdgeTimes: Sendable {
    /// For the handshake of TLS.
    var handshake = TimeAmount.seconds(5)
    /// Between two requests.
    var idle = Duration.seconds(15)
    /// For a body, from its head on: the program itself gives up, with words, before.
    var body = TimeAmount.seconds(35)
    /// For something to be taken off a full buffer of answers.
    var stall = TimeAmount.seconds(30)
    /// For the end of what still comes after a refusal, which is read and dropped, so that the refusal arrives.
    var linger = TimeAmount.seconds(2)
}
