import HTTPTypes
import NIOCore
import NIOHTTP1
import Service
import Wire

/// Stands between the parser and the program: holds heads to their limits, bodies to their time, notes when each request
/// has arrived, and answers itself what must not get through.
///
/// What comes after a refusal is not read any more, for nobody can say where the next request would begin.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let needsHost: Bool
    private let isSecure: Bool
    private let isDrill: Bool
    private let times: EdgeTimes
    private let marks: ArrivalMarks
    private let arrivals: Arrivals
    private var mark: ArrivalMark?
    private var unanswered = 0
    private var isReading = false
    private var isShut = false
    private var isLeaving = false
    private var refusal: RequestFault?
    private var bodyEnd: Scheduled<Void>?
    private var stall: Scheduled<Void>?

    init(
        needsHost: Bool,
        isSecure: Bool,
        isDrill: Bool,
        times: EdgeTimes,
        marks: ArrivalMarks,
        arrivals: Arrivals
    ) {
        self.needsHost = needsHost
        self.isSecure = isSecure
        self.isDrill = isDrill
        self.times = times
        self.marks = marks
        self.arrivals = arrivals
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        bodyEnd?.cancel()
        stall?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isShut else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let fault = HeadLimits.fault(in: head, needsHost: needsHost) {
                refuse(fault, context)
                return
            }
            unanswered += 1
            isReading = true
            let mark = ArrivalMark(of: head, arrivals)
            self.mark = mark
            marks.add(mark)
            bodyEnd = closing(context, in: times.body)
        case .body: break
        case .end:
            isReading = false
            bodyEnd?.cancel()
            mark?.arrive()
            mark = nil
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isShut else { return }
        guard let fault = HeadLimits.fault(of: error) else {
            context.fireErrorCaught(error)
            return
        }
        refuse(fault, context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isLeaving, case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if isSecure {
                head.headers.replaceOrAdd(name: "Strict-Transport-Security", value: "max-age=31536000")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            unanswered -= 1
            if isShut, unanswered == 0 { takeLeave(context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = context.channel.isWritable ? nil : closing(context, in: times.stall)
        context.fireChannelWritabilityChanged()
    }

    private func refuse(_ fault: RequestFault, _ context: ChannelHandlerContext) {
        isShut = true
        bodyEnd?.cancel()
        if isReading {
            // The program has the head already, and answers.
            context.fireErrorCaught(fault)
        } else {
            refusal = fault
        }
        if unanswered == 0 { takeLeave(context) }
    }

    private func takeLeave(_ context: ChannelHandlerContext) {
        isLeaving = true
        if let refusal { answer(refusal, context) }
        refusal = nil
        context.flush()
        context.close(mode: .output, promise: nil)
        _ = closing(context, in: times.linger)
    }

    private func answer(_ fault: RequestFault, _ context: ChannelHandlerContext) {
        let status = HTTPResponseStatus(statusCode: fault.status)
        let problem = Problem(
            type: "request",
            title: status.reasonPhrase,
            status: fault.status,
            detail: fault.detail,
            drill: isDrill ? true : nil
        )
        let body = (try? JSONText.bytes(problem)) ?? []
        var head = HTTPResponseHead(version: .http1_1, status: status)
        head.headers.add(name: "Content-Type", value: "application/problem+json")
        head.headers.add(name: "Content-Length", value: String(body.count))
        head.headers.add(name: "Connection", value: "close")
        if isDrill { head.headers.add(name: HeaderName.drill, value: "true") }
        if isSecure { head.headers.add(name: "Strict-Transport-Security", value: "max-age=31536000") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func closing(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
