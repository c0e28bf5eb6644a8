using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>The shape of detectors that policy declares. Compiled content has the same.</summary>
internal static class DetectorGrammar
{
    private const int MaxDetectors = 256;
    private const int MaxTerms = 10_000;
    private const int LongestName = 32;
    private const int LongestPath = 256;

    /// <summary>Gets the form of names.</summary>
    public static TextShape Name { get; } = new("detector name", "must be 1 to 32 characters of a-z 0-9 -, the first a letter or digit", IsName) { Pattern = "^[a-z0-9][a-z0-9-]{0,31}$" };

    public static MappingShape Detector { get; } = new(
        "dlp_detector",
        "a detector",
        "Says what else is sensitive. Profiles of redaction name it under `detectors`; what it finds is the entity `CUSTOM:name`. It has `terms`, `file`, `pattern` or `keys`.",
        new KeyShape("name", Name, "The name. Policies of a tenant may use the detectors of the base, and cannot redefine them.") { IsRequired = true },
        new KeyShape("terms", new ListShape(new TextShape("term", Term.Rule, Term.IsValid) { MaxLength = Term.LongestBytes }, MaxTerms) { TakesSingle = true }, "Words and names that are found where they stand as whole words, in any case, with up to three signs or spaces between words.") { Default = "none" },
        new KeyShape("file", File, "A file of more terms, up to 1,000,000. A publication to a cluster carries it, of all that it carries 32 MiB at most.") { Default = "none" },
        new KeyShape("pattern", TextForms.Pattern, "A pattern without `*`, `+` and `{n,}`, whose matches of whole words are found. Case counts, and look-alikes are read as plain letters.") { Default = "none" },
        new KeyShape("check", new WordShape([.. DetectorWords.Checks]), "Only with `pattern`: what must hold of the digits of a match. `luhn`, `verhoeff`; `mod97` of its letters and digits (ISO 7064).") { Default = "nothing" },
        new KeyShape("keys", new ListShape(new TextShape("key or column", $"must have 1 to {CustomKey.Longest} Latin letters and digits", CustomKey.IsValid) { MaxLength = 2 * CustomKey.Longest }, PolicyLimits.MaxValues) { TakesSingle = true }, "Keys and columns whose whole values are found; `project code` is `projectCode` and `PROJECT_CODE` as well.") { Default = "none" });

    /// <summary>Gets the list of a policy.</summary>
    public static ListShape Detectors { get; } = new(Detector, MaxDetectors) { MayBeEmpty = true };

    private static MappingShape File => new(
        "dlp_term_file",
        "a file of terms",
        "A file with a term on each line, in UTF-8, or one of `aegis dlp terms build`, which has keyed hashes of terms and none in clear. Its content is pinned: with another, the policies do not load.",
        new KeyShape("path", new TextShape("path of a file", "must be a path below the folder of the policy's file, of names of A-Z a-z 0-9 . _ - that do not begin with a dot", IsPath) { Pattern = "^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", MaxLength = LongestPath }, "Where it is, from the folder of the policy's file.") { IsRequired = true },
        new KeyShape("sha256", new TextShape("digest", "must be a SHA-256 of 64 digits of lower-case hex, as `sha256sum` prints it", IsDigest) { Pattern = "^[0-9a-f]{64}$" }, "The SHA-256 of its bytes.") { IsRequired = true },
        new KeyShape("key", new TextShape("id of a key", "must be 16 digits of lower-case hex, as `aegis dlp terms build` prints them", IsKeyId) { Pattern = "^[0-9a-f]{16}$" }, "The id of the key of keyed hashes, whose file `--terms-key-file` names.") { Default = "none: the terms are in clear" });

    private static bool IsPath(string text) => text.Length is > 0 and <= LongestPath && text.Split('/').All(name => name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static bool IsKeyId(string text) => text.Length == 16 && text.All(char.IsAsciiHexDigitLower);

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
