/// The projections, by hand.
enum ProjectionCatalog {
    static let all: [any Projection] = [
        Companies(), FilingList(), Timeline(), Runs(), Coverage(),
    ]
}
