import VerificationDomain

extension JSONValue {
    /// This document with the value at a place such as `members[0].name` replaced, added or, for `nil`, taken out.
    func changed(_ place: String, to value: JSONValue?) -> JSONValue {
        changed(place.split { ".[]".contains($0) }[...], to: value) ?? .null
    }

    private func changed(_ steps: ArraySlice<Substring>, to value: JSONValue?) -> JSONValue? {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch self {
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return self }
            let element = elements[index].changed(rest, to: value)
            elements.replaceSubrange(index...index, with: element.map { [$0] } ?? [])
            return .array(elements)
        case .object(var members):
            let name = String(step)
            let changed = rest.isEmpty ? value : self[name]?.changed(rest, to: value)
            let index = members.firstIndex { $0.name == name } ?? members.endIndex
            let range = index..<min(index + 1, members.endIndex)
            members.replaceSubrange(range, with: changed.map { [Member(name, $0)] } ?? [])
            return .object(members)
        default: return self
        }
    }
}
