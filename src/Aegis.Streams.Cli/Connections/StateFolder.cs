using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Streams.Audit;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Connections;

/// <summary>The folder of one instance: its id, its commitment key, the address of its embedded broker, and the lock that keeps a second instance out.</summary>
/// <param name="path">The folder; it need not exist.</param>
internal sealed class StateFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private string TokenFile => System.IO.Path.Combine(path, "caller.token");

    private string AdminTokenFile => System.IO.Path.Combine(path, "admin.token");

    private string AdminFile => System.IO.Path.Combine(path, "admin.json");

    private string AddressFile => System.IO.Path.Combine(path, "embedded.json");

    /// <summary>Gets the file of the commitment key.</summary>
    public string CommitmentKeyPath => System.IO.Path.Combine(path, "commitment.key");

    /// <summary>Gets the folder.</summary>
    public string Path => path;

    /// <summary>Finds the folder that a run works with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <returns>The folder.</returns>
    public static StateFolder Of(CommandRun run, ConnectionOptions options)
    {
        var named = run.Value(options.StateFolder) ?? run.Host.Variable("AEGIS_STATE_DIR");
        return new StateFolder(System.IO.Path.GetFullPath(string.IsNullOrEmpty(named) ? System.IO.Path.Combine(run.Host.Home, ".aegis") : named));
    }

    /// <summary>Makes the folder and keeps other instances out of it until the lock is disposed.</summary>
    /// <returns>The lock.</returns>
    /// <exception cref="CliRefusalException">Another instance has it, or it cannot be written.</exception>
    public IDisposable Lock()
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, OwnerOnlyFolder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the state folder {path} cannot be made: {fault.Message}", fault);
        }

        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw CliRefusalException.Fault($"another instance uses the state folder {path}; stop it, or give this one a folder of its own with --state-dir", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw CliRefusalException.Fault($"the state folder {path} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Finds the id of the instance that lives in this folder; the first call makes it.</summary>
    /// <returns>The id.</returns>
    public string InstanceId()
    {
        var file = System.IO.Path.Combine(path, "instance-id");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known) return known;
        var made = $"i-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        Write(file, made + "\n");
        return made;
    }

    /// <summary>Finds the commitment key of this folder; the first call makes it.</summary>
    /// <param name="isNew">Whether this call made it.</param>
    /// <returns>The key.</returns>
    public CommitmentKey CommitmentKey(out bool isNew)
    {
        isNew = !File.Exists(CommitmentKeyPath);
        if (isNew) Write(CommitmentKeyPath, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Audit.CommitmentKey.Length)) + "\n");
        return CommitmentKeyFile.Read(CommitmentKeyPath);
    }

    /// <summary>Finds the key that signs manifests of lists; the first call makes it, and leaves its public half beside it.</summary>
    /// <param name="isNew">Whether this call made it.</param>
    /// <returns>The file of the key.</returns>
    public string ManifestKeyPath(out bool isNew)
    {
        var file = System.IO.Path.Combine(path, "manifest.key.pem");
        isNew = !File.Exists(file);
        if (!isNew) return file;
        var keys = PolicyKeys.Create();
        Write(System.IO.Path.Combine(path, $"manifest{TrustedKeyFiles.Ending}"), keys.PublicPem);
        Write(file, keys.PrivatePem);
        return file;
    }

    /// <summary>Finds the token of callers of an embedded instance of this folder; the first call makes it.</summary>
    /// <param name="file">The file that holds it.</param>
    /// <returns>The token.</returns>
    public string CallerToken(out string file)
    {
        file = TokenFile;
        if (FindCallerToken() is { } known) return known;
        var made = RandomNumberGenerator.GetHexString(64, lowercase: true);
        Write(file, made + "\n");
        return made;
    }

    /// <summary>Finds the token of callers, where an embedded instance has made one.</summary>
    /// <returns>The token; <see langword="null"/>: there is none.</returns>
    public string? FindCallerToken() => ReadToken(TokenFile);

    /// <summary>Finds the token of the admin port of this folder's instance; the first call makes it.</summary>
    /// <param name="file">The file that holds it.</param>
    /// <returns>The token.</returns>
    /// <exception cref="CliRefusalException">Others may read it, so that it is no secret.</exception>
    public string AdminToken(out string file)
    {
        file = AdminTokenFile;
        if (FindAdminToken() is { } known)
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != 0)
                throw CliRefusalException.Fault($"the admin token {file} is open to others; delete it, and the next start makes a new one");
            return known;
        }

        var made = RandomNumberGenerator.GetHexString(64, lowercase: true);
        Write(file, made + "\n");
        return made;
    }

    /// <summary>Finds the token of the admin port, where an instance has made one.</summary>
    /// <returns>The token; <see langword="null"/>: there is none.</returns>
    public string? FindAdminToken() => ReadToken(AdminTokenFile);

    /// <summary>Leaves the address of an admin port for `aegis admin`.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Takes it away when disposed.</returns>
    public IDisposable Announce(AdminAddress address)
    {
        Write(AdminFile, JsonSerializer.Serialize(address) + "\n");
        return new Announcement(AdminFile);
    }

    /// <summary>Finds the admin port of the instance that runs on this folder.</summary>
    /// <returns>Its address; <see langword="null"/>: none is known.</returns>
    public AdminAddress? FindAdmin()
    {
        try
        {
            return JsonSerializer.Deserialize<AdminAddress>(File.ReadAllText(AdminFile));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Leaves the address of an embedded broker for the verbs of clients.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Takes it away when disposed.</returns>
    public IDisposable Announce(EmbeddedAddress address)
    {
        Write(AddressFile, JsonSerializer.Serialize(address) + "\n");
        return new Announcement(AddressFile);
    }

    /// <summary>Finds the embedded broker that runs on this folder.</summary>
    /// <returns>Its address; <see langword="null"/>: none runs.</returns>
    public EmbeddedAddress? FindEmbedded()
    {
        try
        {
            return JsonSerializer.Deserialize<EmbeddedAddress>(File.ReadAllText(AddressFile)) is { BootstrapServers.Length: > 0 } address && address.IsAlive() ? address : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string? ReadToken(string file) => File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known ? known : null;

    /// <summary>Writes a whole file or none, readable by its owner only.</summary>
    private static void Write(string file, string text)
    {
        var draft = $"{file}.{Environment.ProcessId}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var writer = new StreamWriter(draft, options)) writer.Write(text);
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the file {file} cannot be written: {fault.Message}", fault);
        }
    }

    private sealed class Announcement(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
