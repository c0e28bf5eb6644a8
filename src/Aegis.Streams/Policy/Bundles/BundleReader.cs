using System.Collections.Immutable;
using System.Formats.Tar;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Reads bundles, ours and those that Open Policy Agent writes. It bounds what it decompresses and trusts nothing; a signature is checked by <see cref="BundleVerifier"/>.</summary>
public static class BundleReader
{
    /// <summary>Reads a bundle.</summary>
    /// <param name="bundle">The bytes.</param>
    /// <param name="limits">How much it may hold; <see langword="null"/>: the default limits.</param>
    /// <returns>The files with names without a leading slash, or the fault.</returns>
    public static BundleReading Read(ReadOnlyMemory<byte> bundle, BundleLimits? limits = null)
    {
        limits ??= new BundleLimits();
        try
        {
            using var archive = GzipMember.Read(bundle.Span, limits.MaxBytes);
            if (archive is null) return new BundleReading([], new BundleFault(BundleFaultKind.TooLarge, $"The bundle holds more than {limits.MaxBytes} bytes."));
            return archive.Length > 0 ? ReadArchive(archive, limits) : new BundleReading([], new BundleFault(BundleFaultKind.NotReadable, "The bundle is empty."));
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or IOException or FormatException)
        {
            return new BundleReading([], new BundleFault(BundleFaultKind.NotReadable, "The bundle is no whole gzip stream of a tar archive, or something follows its end."));
        }
    }

    private static BundleReading ReadArchive(MemoryStream archive, BundleLimits limits)
    {
        var files = ImmutableArray.CreateBuilder<BundleFile>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.Directory) continue;

            // Open Policy Agent writes one slash before each name. It refuses signed bundles with other spellings, so those stay in the name and are no path.
            var name = entry.Name.StartsWith('/') ? entry.Name[1..] : entry.Name;
            if (EntryFault(entry, name) is { } fault) return new BundleReading([], fault);
            if (!names.Add(name)) return new BundleReading([], new BundleFault(BundleFaultKind.DuplicateFile, $"The bundle holds `{name}` twice."));
            if (files.Count == limits.MaxFiles) return new BundleReading([], new BundleFault(BundleFaultKind.TooLarge, $"The bundle holds more than {limits.MaxFiles} files."));
            files.Add(new BundleFile(name, Content(entry)));
        }

        // The archive ends with zeros; another reader might find files behind them.
        var rest = archive.GetBuffer().AsSpan(..(int)archive.Length)[(int)Math.Min(archive.Position, archive.Length)..];
        return rest.ContainsAnyExcept((byte)0)
            ? new BundleReading([], new BundleFault(BundleFaultKind.NotReadable, "Something follows the end of the bundle's archive."))
            : new BundleReading(files.ToImmutable(), null);
    }

    private static BundleFault? EntryFault(TarEntry entry, string name)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            return new BundleFault(BundleFaultKind.BadEntry, $"The bundle holds `{name}`, which is no plain file.");
        return name.Length == 0 || name.Contains('\\', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or "..")
            ? new BundleFault(BundleFaultKind.BadEntry, $"The name `{name}` leads out of the bundle or is no path.")
            : null;
    }

    private static byte[] Content(TarEntry entry)
    {
        if (entry.DataStream is not { } data) return [];
        using var content = new MemoryStream();
        data.CopyTo(content);
        if (content.Length != entry.Length) throw new EndOfStreamException();
        return content.ToArray();
    }
}
