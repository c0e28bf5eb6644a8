using System.Text;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>A detector that policy declares, made ready. Immutable.</summary>
internal sealed class CustomDetector
{
    public CustomDetector(DlpDetector detector, IReadOnlyDictionary<string, TermDictionary> files)
    {
        Name = detector.Name;
        var fold = new TextFold();
        if (!detector.Terms.IsEmpty) Terms = new TermSet([.. detector.Terms.Select(term => Term.Canonical(Encoding.UTF8.GetBytes(term), fold) ?? throw new ArgumentException("A term was not checked.", nameof(detector)))]);
        if (detector.File is { } file) FileTerms = files.GetValueOrDefault(file.Digest) ?? throw new ArgumentException($"The terms of the detector `{Name}` in {file.Path} are not there.", nameof(files));
        if (detector.Pattern is { } pattern) Pattern = new TokenPattern(pattern, detector.Check);
        Keys = [.. detector.Keys.Select(CustomKey.Canonical)];
    }

    /// <summary>Gets its name.</summary>
    public string Name { get; }

    /// <summary>Gets the terms; <see langword="null"/>: none.</summary>
    public TermSet? Terms { get; }

    /// <summary>Gets the terms of its file; <see langword="null"/>: none.</summary>
    public TermDictionary? FileTerms { get; }

    /// <summary>Gets the pattern; <see langword="null"/>: none.</summary>
    public TokenPattern? Pattern { get; }

    /// <summary>Gets the names of keys and columns whose values it finds, in their canonical form.</summary>
    public byte[][] Keys { get; }
}
