using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Peers;

namespace Aegis.Streams.Cli.Up;

/// <summary>The options of `aegis up` by which instances with the role `facade` bring calls to each other.</summary>
internal sealed class PeerRoleOptions
{
    private const int MaxNameLength = 1024;

    public Option<IPEndPoint?> Listen { get; } = new("--peer-listen")
    {
        Description = "With the role facade, where other instances bring calls for agents of this one. Default: nowhere, so that they ask by the log.",
        HelpName = "ADDRESS:PORT",
        CustomParser = FacadeRoleOptions.ParseEndpoint,
    };

    public Option<OwnerEndpoint?> Advertise { get; } = new("--advertise")
    {
        Description = "The address of --peer-listen as other instances reach it, which this one writes to the topic of owners.",
        HelpName = "HOST:PORT",
        CustomParser = ParseEndpoint,
    };

    public Option<IReadOnlySet<OwnerEndpoint>?> Peers { get; } = new("--peers")
    {
        Description = "The instances to which calls may be brought, as they advertise themselves; comma-separated, may be repeated. Whoever the topic of owners names and is not here is asked by the log.",
        HelpName = "HOST:PORT",
        CustomParser = ParseEndpoints,
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Names { get; } = new("--peer-names")
    {
        Description = "A name that certificates of instances carry: a URI, a DNS name or the subject. May be repeated.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
        Validators = { CheckNames },
    };

    public Option<string?> Authority { get; } = new("--peer-ca")
    {
        Description = "Authorities of the certificates of instances, PEM; --tls-cert is what this one presents, and must be good for servers and clients.",
        HelpName = "FILE",
    };

    public Option<bool> Plaintext { get; } = new("--plaintext-peers")
    {
        Description = "For tests: let instances call each other without TLS, on loopback alone. Whoever reaches --peer-listen on this host may then ask for every agent.",
    };

    public void AddTo(Command command)
    {
        Option[] options = [Listen, Advertise, Peers, Names, Authority, Plaintext];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Says whether peers are spoken of at all.</summary>
    public bool AreGiven(CommandRun run) => ((Option[])[Listen, Advertise, Peers, Names, Authority, Plaintext]).Any(run.IsGiven);

    /// <summary>Checks that what was given fits together, before anything starts.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hasFacade">Whether the instance has the role `facade`.</param>
    /// <param name="hasTls">Whether it has a certificate.</param>
    /// <exception cref="CliRefusalException">It does not.</exception>
    public void Check(CommandRun run, bool hasFacade, bool hasTls)
    {
        if (!AreGiven(run)) return;
        if (!hasFacade) throw CliRefusalException.Usage("--peer-listen, --advertise and --peers go with the role facade");
        if (run.Value(Listen) is null != run.Value(Advertise) is null) throw CliRefusalException.Usage("--peer-listen and --advertise go together: where this instance listens, and how others reach it");
        if (run.Value(Plaintext))
        {
            if (run.Value(Authority) is not null || run.Value(Names).Length > 0) throw CliRefusalException.Usage("--plaintext-peers excludes --peer-ca and --peer-names");
            if (run.Value(Advertise) is { IsLoopback: false } advertised) throw CliRefusalException.Usage($"--advertise {advertised} is not a loopback address, as --plaintext-peers demands; leave that out, and give --peer-ca and --peer-names");
            if (Options(run, null).Validate() is [var fault, ..]) throw CliRefusalException.Usage($"--plaintext-peers is for loopback alone: {fault}");
            return;
        }

        if (!hasTls || run.Value(Authority) is null || run.Value(Names).Length == 0)
            throw CliRefusalException.Usage("instances call each other over mutual TLS: give --tls-cert, --tls-key, --peer-ca and --peer-names");
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tls">The certificate with the authorities of peers; <see langword="null"/>: plain text.</param>
    public PeerOptions Options(CommandRun run, TlsFiles? tls) => new()
    {
        Listen = run.Value(Listen),
        Allowed = run.Value(Peers) ?? FrozenSet<OwnerEndpoint>.Empty,
        Names = run.Value(Names).ToFrozenSet(StringComparer.Ordinal),
        Tls = tls,
    };

    private static OwnerEndpoint? ParseEndpoint(ArgumentResult result)
    {
        if (OwnerEndpoint.TryParse(result.Tokens[0].Value, out var endpoint)) return endpoint;
        result.AddError($"--advertise {OwnerEndpoint.Rule}, not `{result.Tokens[0].Value}`");
        return null;
    }

    private static HashSet<OwnerEndpoint> ParseEndpoints(ArgumentResult result)
    {
        var endpoints = new HashSet<OwnerEndpoint>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (OwnerEndpoint.TryParse(text, out var endpoint)) endpoints.Add(endpoint);
            else result.AddError($"--peers: each {OwnerEndpoint.Rule}, not `{text}`");
        }

        return endpoints;
    }

    private static void CheckNames(OptionResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length is 0 or > MaxNameLength)) result.AddError($"--peer-names must be 1 to {MaxNameLength} characters");
    }
}
