/// Everything that prints a value: what a log line, an error message or a debugger would show.
func everyPrinting(of value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return [
        "\(value)", String(describing: value), String(reflecting: value), dumped, "\([value])",
        "\(Optional(value) as Any)",
    ].joined(separator: "\n")
}
