using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Collects the faults of one file.</summary>
/// <param name="file">The file, as it was named to the loader.</param>
/// <param name="errors">Takes the faults.</param>
internal sealed class FaultList(string file, ICollection<PolicyError> errors)
{
    /// <summary>Gets the file.</summary>
    public string File => file;

    /// <summary>Gets how many faults there are, those of other files among them.</summary>
    public int Count => errors.Count;

    /// <summary>Adds a fault of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="help">What to write instead; <see langword="null"/>: the problem says so.</param>
    public void Add(YamlNode node, string problem, string? help = null) =>
        errors.Add(PolicyError.From(file, new TextFault(node.Place, problem, help)));

    /// <summary>Adds a fault of the file as a whole, without a place whose text would be shown.</summary>
    /// <param name="problem">What is wrong.</param>
    public void Add(string problem) => errors.Add(new PolicyError(file, 0, 0, problem));

    /// <summary>Adds a fault within a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="offset">Where in its text the fault is, in UTF-16 code units.</param>
    /// <param name="problem">What is wrong.</param>
    public void Add(YamlScalar scalar, int offset, string problem)
    {
        // A scalar that is as long as its text, or has quotes besides, has no escapes.
        var quotes = scalar.IsPlain ? 0 : 2;
        var isAsWritten = scalar.Place.Length == scalar.Text.Length + quotes;
        var place = isAsWritten ? new TextPlace(scalar.Line, scalar.Column + (quotes / 2) + offset, 1) : scalar.Place;
        errors.Add(PolicyError.From(file, new TextFault(place, problem)));
    }
}
