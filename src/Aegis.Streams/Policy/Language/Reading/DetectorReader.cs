using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads detectors of nodes that have their shape.</summary>
/// <param name="context">The policy that they belong to.</param>
/// <param name="patterns">The patterns read so far.</param>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
internal sealed class DetectorReader(PolicyContext context, PatternTable patterns, FaultList faults)
{
    /// <summary>Reads a detector.</summary>
    /// <param name="mapping">The detector.</param>
    /// <returns>The detector.</returns>
    public DlpDetector Read(YamlMapping mapping)
    {
        var name = (YamlScalar)mapping.Find("name")!;
        if (mapping.Find("terms") is null && mapping.Find("file") is null && mapping.Find("pattern") is null && mapping.Find("keys") is null) faults.Add(name, $"the detector `{name.Text}` finds nothing", "give it `terms`, a `file`, a `pattern` or `keys`");
        if (mapping.Find("check") is { } check && mapping.Find("pattern") is null) faults.Add(check, "`check` without `pattern`: there is nothing that it could be asked of", "add `pattern`, or remove it");
        return new DlpDetector
        {
            Name = name.Text,
            Terms = CanonicalSets.Of(mapping.Texts("terms")),
            File = mapping.Find("file") is YamlMapping file ? new TermFile(file.Text("path")!, file.Text("sha256")!, file.Text("key")) : null,
            Pattern = mapping.Find("pattern") is YamlScalar pattern ? ReadPattern(pattern) : null,
            Check = mapping.Text("check") is { } word ? DetectorWords.Read(word) : CheckFunction.None,
            Keys = CanonicalSets.Of(mapping.Texts("keys")),
            Place = context.PlaceOf(name),
        };
    }

    private Pattern? ReadPattern(YamlScalar scalar)
    {
        if (!patterns.TryRead(scalar.Text, out var pattern, out var fault)) faults.Add(scalar, $"`pattern` is not valid: {fault.Message}", null);
        else if (pattern.IsAnchored) faults.Add(scalar, "`pattern` must not begin with `^` or end with `$`: it is looked for in texts", "remove them");
        else if (!pattern.IsBounded) faults.Add(scalar, "`pattern` must have a longest match: no `*`, `+` or `{n,}`", "say how often at most, as in `[0-9]{1,12}`");
        else if (pattern.MatchesEmpty) faults.Add(scalar, "`pattern` matches the empty text", "demand at least one character");
        else if (scalar.Text.Any(c => c is < ' ' or > '~')) faults.Add(scalar, "`pattern` must be of printable ASCII: look-alikes and accents are read as plain letters before it is looked for", "write plain letters");
        else return pattern;
        return null;
    }
}
