/// Unpacks what registers publish: gzip and zip. The only code that knows zlib.
///
/// A *source* gives bytes in order, ``ByteSource``; a reader is a source of the unpacked bytes of
/// another one. Nothing is held but a buffer, so that size costs time and not memory. What cannot
/// be unpacked whole is an error and never an early end: checksums and lengths are verified, and
/// only a 0 from ``ByteSource/read(into:)`` says that everything was read and is right.
