using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>
/// Writes a bundle for Open Policy Agent: a gzip stream of a tar archive (ustar, POSIX.1-1988). The same files give the same bytes, in
/// whatever order they come: files by name, no time, no owner, mode 0644.
/// </summary>
public static class BundleWriter
{
    private const int BlockSize = 512;
    private const int MaxNameLength = 100;

    /// <summary>Writes files.</summary>
    /// <param name="files">The files, each name once, of at most 100 bytes in ASCII.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="ArgumentException">A name is too long, not ASCII, or there twice.</exception>
    public static byte[] Write(IEnumerable<BundleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var archive = new MemoryStream();
        var last = "";
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.Name.Length is 0 or > MaxNameLength || !Ascii.IsValid(file.Name) || file.Name == last)
                throw new ArgumentException($"The name `{file.Name}` of a bundle's file must be 1 to {MaxNameLength} characters of ASCII, once.", nameof(files));
            last = file.Name;
            archive.Write(Header(file));
            archive.Write(file.Content.Span);
            archive.Write(new byte[(BlockSize - (file.Content.Length % BlockSize)) % BlockSize]);
        }

        archive.Write(new byte[2 * BlockSize]);
        return GzipStored.Write(archive.GetBuffer().AsSpan(0, (int)archive.Length));
    }

    private static byte[] Header(BundleFile file)
    {
        var header = new byte[BlockSize];
        Put(header, 0, file.Name);
        Put(header, 100, "0000644\0");
        Put(header, 108, "0000000\0");
        Put(header, 116, "0000000\0");
        Put(header, 124, $"{Octal(file.Content.Length, 11)}\0");
        Put(header, 136, "00000000000\0");
        Put(header, 148, "        "); // The checksum counts itself as blanks.
        Put(header, 156, "0");
        Put(header, 257, "ustar\0" + "00");
        Put(header, 148, $"{Octal(header.Sum(octet => octet), 6)}\0 ");
        return header;
    }

    private static void Put(byte[] header, int offset, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(offset));

    private static string Octal(int value, int digits) => Convert.ToString(value, 8).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
