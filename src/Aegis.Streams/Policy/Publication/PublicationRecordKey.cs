using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Publication;

/// <summary>
/// The keys of the topic of policies: `publication/ID`, and `content/ID/NUMBER` for the content of that publication. No two publications share a
/// key, so nothing that was published is ever overwritten, and a compacted log keeps the order that it had.
/// </summary>
/// <param name="Id">The id of the publication.</param>
/// <param name="Chunk">The number of the record of content, 0 and up; <see langword="null"/>: the publication itself.</param>
public readonly record struct PublicationRecordKey(string Id, int? Chunk = null)
{
    private const string PublicationPrefix = "publication/";
    private const string ContentPrefix = "content/";

    /// <summary>Reads a key.</summary>
    /// <param name="key">The key; <see langword="null"/>: the record has none.</param>
    /// <returns>The key; <see langword="null"/>: it is none of these.</returns>
    public static PublicationRecordKey? Read(byte[]? key)
    {
        if (key is null || key.Length > ContentPrefix.Length + PublicationHash.Length + 8) return null;
        var text = Encoding.UTF8.GetString(key);
        if (text.StartsWith(PublicationPrefix, StringComparison.Ordinal))
            return PublicationHash.IsValid(text.AsSpan(PublicationPrefix.Length)) ? new PublicationRecordKey(text[PublicationPrefix.Length..]) : null;
        if (!text.StartsWith(ContentPrefix, StringComparison.Ordinal)) return null;
        var rest = text[ContentPrefix.Length..];
        if (rest.Length < PublicationHash.Length + 2 || rest[PublicationHash.Length] != '/' || !PublicationHash.IsValid(rest.AsSpan(0, PublicationHash.Length))) return null;
        var found = int.TryParse(rest.AsSpan(PublicationHash.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var chunk)
            ? new PublicationRecordKey(rest[..PublicationHash.Length], chunk)
            : default;

        // One spelling a number: no leading zeros.
        return found.Id is not null && chunk < PublicationLimits.MaxChunks && found.ToString() == text ? found : null;
    }

    /// <summary>Writes the key.</summary>
    /// <returns>Its bytes.</returns>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(ToString());

    /// <summary>Spells the key.</summary>
    /// <returns>Such as `publication/9f86…`.</returns>
    public override string ToString() =>
        Chunk is { } chunk ? string.Create(CultureInfo.InvariantCulture, $"{ContentPrefix}{Id}/{chunk}") : $"{PublicationPrefix}{Id}";
}
