namespace Aegis.Streams.Dlp.Custom;

/// <summary>The keys of lists of terms that a process has.</summary>
public sealed class TermKeys
{
    private readonly Dictionary<string, TermKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Initializes the keys.</summary>
    /// <param name="keys">The keys.</param>
    public TermKeys(params IEnumerable<TermKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys) _keys[key.Id] = key;
    }

    /// <summary>Gets no keys: policies with such lists do not load.</summary>
    public static TermKeys None { get; } = new();

    /// <summary>Gets what stands for all keys where nothing is scanned: files are checked as far as that goes, and a scan is a fault.</summary>
    public static TermKeys Unused { get; } = new() { IsUnused = true };

    /// <summary>Gets a value indicating whether nothing is scanned.</summary>
    internal bool IsUnused { get; private init; }

    /// <summary>Finds a key.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The key; <see langword="null"/>: it is not there.</returns>
    internal TermKey? Find(string id) => _keys.GetValueOrDefault(id);
}
