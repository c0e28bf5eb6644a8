using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>What the rules of a policy have in common.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">The policy's name.</param>
/// <param name="Tenant">The tenant whose layer it belongs to; <see langword="null"/>: the base.</param>
internal sealed record PolicyContext(string File, string Name, string? Tenant)
{
    /// <summary>Gets a value indicating whether all rules are only observed.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Gets the address of the documentation of rules that name none.</summary>
    public string? Docs { get; init; }

    /// <summary>Gets what the ids of its rules begin with, without the slash.</summary>
    public string Owner => Tenant is null ? Name : $"{Tenant}/{Name}";

    public SourcePlace PlaceOf(YamlNode node) => new(File, node.Line, node.Column);
}
