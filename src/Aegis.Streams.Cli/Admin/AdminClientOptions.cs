using System.CommandLine;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Decide;

namespace Aegis.Streams.Cli.Admin;

/// <summary>The options that say which instance's admin port a verb asks, and how it is let in.</summary>
internal sealed class AdminClientOptions(ConnectionOptions connections)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(75);

    private readonly Option<string?> _url = new("--admin") { Description = "Where the admin port answers. Default: what the instance of the state folder has left there.", HelpName = "URL" };
    private readonly Option<string?> _tokenFile = FileOption("--token-file", "File with the token. Default: `admin.token` of the state folder.");
    private readonly Option<string?> _authorities = FileOption("--ca", "Authorities whose server certificates are believed, PEM. Default: those of the machine.");
    private readonly Option<string?> _certificate = FileOption("--client-cert", "Client certificate, PEM, where the port asks for one.");
    private readonly Option<string?> _key = FileOption("--client-key", "Private key of --client-cert, PEM.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _url, _tokenFile, _authorities, _certificate, _key, connections.StateFolder }) verb.Add(option);
    }

    /// <summary>Makes a client.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The client.</returns>
    /// <exception cref="CliRefusalException">No port is known, or a file cannot be used.</exception>
    public AdminClient Open(CommandRun run)
    {
        if (run.Value(_certificate) is null != run.Value(_key) is null) throw CliRefusalException.Usage("--client-cert and --client-key go together");
        var folder = StateFolder.Of(run, connections);
        var text = run.Value(_url) ?? folder.FindAdmin()?.Url ?? throw CliRefusalException.Usage($"no admin port is known in {folder.Path}: start the instance with --admin-listen, name its folder with --state-dir, or its port with --admin URL");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) throw CliRefusalException.Usage("--admin must be a URL such as http://127.0.0.1:9490");
        var token = run.Value(_tokenFile) is { } file ? FacadeClientOptions.ReadToken(file)
            : folder.FindAdminToken() ?? throw CliRefusalException.Usage($"the admin port asks for a token, and {folder.Path} has none: give --token-file, or the --state-dir of the instance");
        return new AdminClient(url, token, Tls(run), Timeout);
    }

    private SslClientAuthenticationOptions Tls(CommandRun run)
    {
        var tls = new SslClientAuthenticationOptions();
        if (run.Value(_certificate) is { } certificate) tls.ClientCertificates = [FacadeClientOptions.ReadPem(() => X509Certificate2.CreateFromPemFile(certificate, run.Value(_key)), "--client-cert and --client-key")];
        if (run.Value(_authorities) is not { } authorities) return tls;
        tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(FacadeClientOptions.ReadPem(() => FacadeClientOptions.Collect(authorities), "--ca"));
        return tls;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
