// Fetching: asks registers over HTTP, politely and within limits. The only code that knows libcurl.
//
// A *client* asks and answers, one request at a time on a connection that it keeps. A body is whole
// or an error: libcurl 7.88 takes a gzip encoding that ends early for a whole body (18 of 2,100
// bytes, without a word), and no version reads one of several members; so bodies are unpacked here
// and not by libcurl. Redirects are followed by hand, on the same server only, because a register
// that sends its reader elsewhere is news and not a detail.
//
// A *rate limiter* spaces requests over all processes of a user. A *backoff* says how long to wait
// after a refusal, and when to give up.
