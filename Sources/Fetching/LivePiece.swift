/// What comes of an answer without end.
public enum LivePiece: Equatable, Sendable {
    /// Without its end.
    case line([UInt8])
    /// An empty line, by which a server shows that it is there.
    case heartBeat
    /// Nothing more has come yet: a time to work on what has.
    case silence
}

/// How following an answer came to its end.
public enum LiveEnd: Equatable, Sendable {
    /// The caller wanted no more.
    case stopped
    /// The server closed it, in order.
    case ended
    /// There was nothing to follow: the status is not 200.
    case answered(HTTPResponse)
}
