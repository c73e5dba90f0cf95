/// What a body throws to see it come out.
struct Stop: Error, Equatable {}
