import Answering
import Rendering

struct StartPage {
    let asked: Asked

    func content() async throws -> Content {
        Content("<!DOCTYPE html>", MediaTypes.name(of: .html))
    }
}
