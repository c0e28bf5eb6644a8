using System.CommandLine;
using System.CommandLine.Parsing;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Contracts;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Cli.Up;

/// <summary>The options of `aegis up`.</summary>
internal sealed class UpOptions(ConnectionOptions connections)
{
    private const int MaxThreads = 64;
    private const int MaxInstanceId = 64;
    private const int MaxTopic = 249;

    /// <summary>The roles that the product will have, and whether this version has them.</summary>
    private static readonly Dictionary<string, bool> Roles = new(StringComparer.Ordinal)
    {
        ["streams"] = true,
        ["lists"] = true,
        ["facade"] = true,
        ["sealer"] = false,
        ["notifier"] = false,
        ["console"] = false,
    };

    public ConnectionOptions Connections => connections;

    public FacadeRoleOptions Facade { get; } = new();

    public AdminPortOptions Admin { get; } = new();

    public SchemaRegistryOptions SchemaRegistry { get; } = new();

    public Option<bool> Embedded { get; } = new("--embedded")
    {
        Description = "Run a broker in this process, for evaluation only: in memory, not exactly-once.",
    };

    public Option<string[]> EmbeddedTopics { get; } = new("--topic")
    {
        Description = "With --embedded, make this topic too, such as a reply topic. May be repeated.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
        Validators = { NamePatterns.Check("--topic", MaxTopic) },
    };

    public Option<string?> Policies { get; } = new("--policies")
    {
        Description = "Policy file, or folder of them, unsigned: for development. Default: `policies/demo`, where no keys are named.",
        HelpName = "PATH",
    };

    public PolicyKeyOption PolicyKeys { get; } = new("Decide by the policies that are published to the cluster, and trust these keys");

    public DurationOption MaxPolicyAge { get; } = new(
        "--max-policy-age", "With --policy-keys, warn when the end of the published policies was last seen longer ago than this; at least 30s.", TimeSpan.FromMinutes(5));

    public Option<string?> Environment { get; } = new("--environment")
    {
        Description = "Environment of this instance, such as production, which policies may ask for. Default: none, so that such conditions cannot be told and count against the call.",
        HelpName = "NAME",
        Validators = { NamePatterns.Check("--environment", MaxInstanceId) },
    };

    public ChoiceOption Engine { get; } = new("--engine", "What runs the pipeline: the stream runtime of Aegis, or Streamiz.Kafka.Net without keyed state.", EngineNames.All);

    public NumberOption Threads { get; } = new("--threads", "Stream threads.", least: 1, MaxThreads, usual: 1);

    public Option<string?> InstanceId { get; } = new("--instance-id")
    {
        Description = "Stable name of this instance; two that run under one name fence each other. Default: that of the state folder.",
        HelpName = "NAME",
        Validators = { NamePatterns.Check("--instance-id", MaxInstanceId) },
    };

    public Option<string> RoleNames { get; } = new("--roles")
    {
        Description = "What this instance does, comma-separated: `streams` decides intents; beside it `facade` answers calls by gRPC and HTTP, and `lists` sanitizes lists.",
        HelpName = "NAMES",
        DefaultValueFactory = _ => "streams",
        Validators = { CheckRoles },
    };

    public Option<string?> ManifestKeyFile { get; } = new("--manifest-key-file")
    {
        Description = "With the role lists, the private key (ES256, PEM) that signs the manifests of lists, one for all instances; `aegis policy keygen` makes one. Default: that of the state folder.",
        HelpName = "FILE",
    };

    public ChoiceOption Wire { get; } = new("--wire", "Encoding of decisions and audit entries; a reply copy has that of its intent.", "protobuf", "json");

    public Option<string[]> ReplyTopics { get; } = new("--reply-topics")
    {
        Description = "Reply topics that intents may name; {tenant} stands for the intent's tenant. May be repeated.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => ["{tenant}.replies"],
        Validators = { NamePatterns.Check("--reply-topics", MaxTopic, "{tenant}") },
    };

    public Option<string?> CommitmentKeyFile { get; } = new("--commitment-key-file")
    {
        Description = "Key of the commitments in audit entries, one for all instances: 64 hex digits. Default: that of the state folder.",
        HelpName = "FILE",
    };

    public TermKeyOption TermKeys { get; } = new();

    public ChoiceOption LogFormat { get; } = new("--log-format", "How log lines look.", "text", "json");

    /// <summary>Says whether the instance has a role.</summary>
    public bool HasRole(CommandRun run, string role) => run.Value(RoleNames).Split(',', StringSplitOptions.TrimEntries).Contains(role, StringComparer.Ordinal);

    public void AddTo(Command command)
    {
        Option[] options = [Embedded, EmbeddedTopics, Policies, PolicyKeys, MaxPolicyAge, Environment, Engine, Threads, InstanceId, RoleNames, Wire, ReplyTopics, CommitmentKeyFile, TermKeys, ManifestKeyFile, LogFormat];
        foreach (var option in options) command.Add(option);
        Facade.AddTo(command);
        Admin.AddTo(command);
        SchemaRegistry.AddTo(command);
        connections.AddTo(command);
    }

    private static void CheckRoles(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var names }]) return;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Roles.TryGetValue(name, out var isHere)) result.AddError($"--roles: there is no role `{name}`; this version knows: streams, facade, lists");
            else if (!isHere) result.AddError($"--roles: the role `{name}` is not in this version, which knows: streams, facade, lists");
        }

        if (!result.Errors.Any() && !names.Split(',', StringSplitOptions.TrimEntries).Contains("streams")) result.AddError("--roles: an instance of this version has the role streams, and may have others beside it");
    }
}
