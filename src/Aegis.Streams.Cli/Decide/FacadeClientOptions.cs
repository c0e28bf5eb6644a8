using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Client;

namespace Aegis.Streams.Cli.Decide;

/// <summary>The options that say which facade a verb asks, and as whom.</summary>
internal sealed class FacadeClientOptions(ConnectionOptions connections)
{
    private readonly Option<string> _facade = new("--facade")
    {
        Description = "Where the facade serves gRPC; plain http is for loopback only.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:9400",
    };

    private readonly Option<string?> _tokenFile = FileOption("--token-file", "File with the token of the caller. Default: `caller.token` of the state folder, which an embedded instance makes, unless --client-cert is given.");
    private readonly Option<string?> _authorities = FileOption("--ca", "Authorities whose server certificates are believed, PEM. Default: those of the machine.");
    private readonly Option<string?> _certificate = FileOption("--client-cert", "Certificate that names the caller, PEM.");
    private readonly Option<string?> _key = FileOption("--client-key", "Private key of --client-cert, PEM.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _facade, _tokenFile, _authorities, _certificate, _key, connections.StateFolder }) verb.Add(option);
    }

    /// <summary>Makes the settings of a client.</summary>
    /// <exception cref="CliRefusalException">A value or a file cannot be used.</exception>
    public AegisClientOptions Read(CommandRun run, TimeSpan deadline)
    {
        if (run.Value(_certificate) is null != run.Value(_key) is null) throw CliRefusalException.Usage("--client-cert and --client-key go together");
        if (!Uri.TryCreate(run.Value(_facade), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw CliRefusalException.Usage("--facade must be a URL such as http://127.0.0.1:9400 or https://aegis.example:9400");
        return new AegisClientOptions
        {
            Address = address,
            Token = ReadToken(run),
            ClientCertificate = run.Value(_certificate) is { } certificate ? ReadPem(() => X509Certificate2.CreateFromPemFile(certificate, run.Value(_key)), "--client-cert and --client-key") : null,
            Authorities = run.Value(_authorities) is { } authorities ? ReadPem(() => Collect(authorities), "--ca") : null,
            Deadline = deadline,
        };
    }

    /// <summary>Makes a client.</summary>
    /// <exception cref="CliRefusalException">The settings do not fit each other.</exception>
    public static AegisClient Open(AegisClientOptions options)
    {
        try
        {
            return new AegisClient(options);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Usage($"the facade cannot be asked so: {fault.Message}");
        }
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="CliRefusalException">The file cannot be read.</exception>
    public static string ReadToken(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the token file {file} cannot be read: {FileFault.Why(file, fault)}", fault);
        }
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private string? ReadToken(CommandRun run)
    {
        if (run.Value(_tokenFile) is { } named) return ReadToken(named);
        return run.Value(_certificate) is not null ? null
            : StateFolder.Of(run, connections).FindCallerToken() ?? throw CliRefusalException.Usage("the facade asks who calls: give --token-file, or --client-cert and --client-key, or the --state-dir of an embedded instance");
    }

    internal static X509Certificate2Collection Collect(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    internal static T ReadPem<T>(Func<T> read, string options)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw CliRefusalException.Fault($"what {options} name cannot be read: {fault.Message}", fault);
        }
    }
}
