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
        errors.Add(new PolicyError(file, node.Line, node.Column, help is null ? problem : $"{problem}; {help}"));

    /// <summary>Adds a fault within a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="offset">Where in its text the fault is, in UTF-16 code units.</param>
    /// <param name="problem">What is wrong.</param>
    public void Add(YamlScalar scalar, int offset, string problem)
    {
        var isAsWritten = !scalar.Text.AsSpan().ContainsAny("\\\"'\n\t");
        var column = isAsWritten ? scalar.Column + offset + (scalar.IsPlain ? 0 : 1) : scalar.Column;
        errors.Add(new PolicyError(file, scalar.Line, column, problem));
    }
}
