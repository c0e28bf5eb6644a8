namespace Aegis.Streams.Policy.Publication;

/// <summary>Reads trusted keys from files.</summary>
public static class TrustedKeyFiles
{
    /// <summary>The ending of files with public keys in a folder. Others are left alone, such as a private key beside its public one.</summary>
    public const string Ending = ".pub.pem";

    private const int MaxBytes = 1 << 20;

    /// <summary>Reads a file, or all files of a folder whose names end in `.pub.pem`.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="ArgumentException">It cannot be read, or holds something else; the message names the file.</exception>
    public static TrustedKeys Read(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return ReadFile(path);
            var files = Directory.EnumerateFiles(path, $"*{Ending}").Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? files.Select(ReadFile).Aggregate((all, more) => all.And(more))
                : throw new ArgumentException($"the folder {path} has no file `*{Ending}`; make a pair with `aegis policy keygen`, and copy the public key there");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"the policy keys {path} cannot be read: {fault.Message}", fault);
        }
    }

    private static TrustedKeys ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaxBytes) throw new ArgumentException($"the file of policy keys {file} is larger than 1 MiB");
        var text = File.ReadAllText(file);
        try
        {
            return TrustedKeys.FromPem(text);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"the file of policy keys {file} cannot be used. {fault.Message.Split(" (Parameter", 2)[0]}", fault);
        }
    }
}
