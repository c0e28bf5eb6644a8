using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Up;

/// <summary>The options of `aegis up` that go with the role `facade`.</summary>
internal sealed class FacadeRoleOptions
{
    public Option<IPEndPoint?> Grpc { get; } = Endpoint("--grpc-listen", "With the role facade, where gRPC is served.", 9400);

    public Option<IPEndPoint?> Http { get; } = Endpoint("--http-listen", "With the role facade, where HTTP/JSON is served.", 9480);

    public Option<string?> Callers { get; } = FileOption("--callers", "With the role facade, the file of those who may ask (docs/facade.md); read again when it changes. Default with --embedded: one token, in `caller.token` of the state folder.");

    public Option<string?> TlsCertificate { get; } = FileOption("--tls-cert", "Certificate of the facade with its chain, PEM; read again when it changes. Needed on every address but loopback.");

    public Option<string?> TlsKey { get; } = FileOption("--tls-key", "Private key of --tls-cert, PEM.");

    public Option<string?> ClientAuthority { get; } = FileOption("--client-ca", "Authorities whose client certificates name callers, PEM. Default: none does, tokens alone count.");

    public Option<string?> EnvoyMapping { get; } = FileOption("--envoy-mapping", "Answer Envoy's ext_authz on the gRPC address too, and read from this file what requests are as intents (docs/envoy.md).");

    public Option<string?> BundleKey { get; } = FileOption("--bundle-key", "Serve the active policies as a bundle that Open Policy Agents follow, signed with this private key (PEM, P-256; docs/policy-bundles.md).");

    public Option<string?> BundleScope { get; } = new("--bundle-scope") { Description = "Say in the signature of bundles for whom they are.", HelpName = "NAME" };

    public Option<bool> UnsignedBundles { get; } = new("--unsigned-bundles") { Description = "Serve the active policies as a bundle without a signature: whoever comes between can change it." };

    public Option<bool> Plaintext { get; } = new("--plaintext") { Description = "Serve without TLS on addresses other than loopback: tokens and parameters then can be read on the way." };

    public Option<bool> AsyncReads { get; } = new("--async-reads") { Description = "Let an allowed call leave before its audit entry is acknowledged where policy declares its tool `class: read`. Faster; an entry can then be lost with the brokers." };

    public Option<bool> Reflection { get; } = new("--grpc-reflection") { Description = "Tell gRPC clients the services (always with --embedded)." };

    public NumberOption MaxCalls { get; } = new("--max-calls", "Calls that may be under way; one tenant may hold as many as are free.", least: 1, 100_000, usual: 2_000);

    public DurationOption MaxWait { get; } = new("--max-wait", "Longest wait of a call whose caller sets no shorter deadline.", TimeSpan.FromSeconds(10));

    public PeerRoleOptions Peers { get; } = new();

    // The certificate may be that of the admin port.
    private Option[] OfDoors => [Grpc, Http, Callers, ClientAuthority, EnvoyMapping, BundleKey, BundleScope, UnsignedBundles, Plaintext, AsyncReads, Reflection, MaxCalls, MaxWait];

    public void AddTo(Command command)
    {
        Option[] options = [.. OfDoors, TlsCertificate, TlsKey];
        foreach (var option in options) command.Add(option);
        Peers.AddTo(command);
    }

    /// <summary>Sees that the options fit the roles.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hasFacade">Whether it has the role facade.</param>
    /// <param name="hasAdmin">Whether there is an admin port.</param>
    /// <exception cref="CliRefusalException">An option is given that only that role follows, or is out of bounds.</exception>
    public void Check(CommandRun run, bool hasFacade, bool hasAdmin)
    {
        Peers.Check(run, hasFacade, run.Value(TlsCertificate) is not null);
        if (run.Value(MaxWait) <= TimeSpan.Zero) throw CliRefusalException.Usage("--max-wait must be more than 0s");
        if (hasFacade) return;
        Option[] options = hasAdmin ? OfDoors : [.. OfDoors, TlsCertificate, TlsKey];
        if (options.FirstOrDefault(run.IsGiven)?.Name is { } given) throw CliRefusalException.Usage($"{given} goes with the role facade: say --roles streams,facade too, or leave it out");
    }

    private static Option<IPEndPoint?> Endpoint(string name, string description, int port) => new(name)
    {
        Description = $"{description} Port 0: any free one.",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, port),
        CustomParser = ParseEndpoint,
    };

    /// <summary>Reads an address with its port.</summary>
    public static IPEndPoint? ParseEndpoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endpoint)) return endpoint;
        result.AddError($"an address must be like 127.0.0.1:9400 or [::1]:9400, not `{text}`");
        return null;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
