import ArgumentParser

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "A script that lets a shell complete commands, options and companies.",
        discussion: """
            bash: eval "$(annals completion bash)" in ~/.bashrc
            zsh: annals completion zsh > _annals in a folder of $fpath
            fish: annals completion fish > ~/.config/fish/completions/annals.fish

            Companies are asked from the database that ANNALS_DATABASE_URL names, else from the \
            private server when it runs.
            """)

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        StandardOutput.write(Annals.completionScript(for: shell.kind) + "\n")
        StandardOutput.flush()
    }
}
