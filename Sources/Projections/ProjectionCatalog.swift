/// The projections, by hand.
package enum ProjectionCatalog {
    package static let all: [any Projection] = [
        Companies(), FilingList(), Timeline(), Milestones(), Conflicts(), Relations(),
        SearchTexts(), Runs(), Coverage(),
    ]
}
