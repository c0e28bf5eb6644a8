using System.Collections;
using System.CommandLine;
using System.Globalization;
using Aegis.Streams.Server.Admin;

namespace Aegis.Streams.Cli.Up;

/// <summary>
/// The settings of an instance as the admin port shows them. Values of options are shown if the option is on the list here, and of no other: an option that is new, or holds what others
/// must not know (files of keys, properties of clients, addresses with a password in them), is hidden until somebody decides otherwise.
/// </summary>
internal static class EffectiveSettings
{
    /// <summary>Finds them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <param name="found">What was found for options that were left out, by name.</param>
    /// <returns>One entry an option, by name.</returns>
    public static IReadOnlyList<AdminSetting> Of(CommandRun run, UpOptions options, IReadOnlyDictionary<string, string?> found)
    {
        var shown = new Dictionary<string, string?>(StringComparer.Ordinal);
        Show(options.Embedded);
        Show(options.EmbeddedTopics);
        Show(options.Policies);
        Show(options.PolicyKeys);
        Show(options.MaxPolicyAge);
        Show(options.Environment);
        Show(options.Engine);
        Show(options.Threads);
        Show(options.InstanceId);
        Show(options.RoleNames);
        Show(options.Wire);
        Show(options.ReplyTopics);
        Show(options.LogFormat);
        Show(options.Connections.BootstrapServers);
        Show(options.Connections.Prefix);
        Show(options.Connections.StateFolder);
        Show(options.Admin.Listen);
        Show(options.Admin.ClientAuthority);
        Show(options.Admin.Exposed);
        Show(options.Facade.Grpc);
        Show(options.Facade.Http);
        Show(options.Facade.Callers);
        Show(options.Facade.TlsCertificate);
        Show(options.Facade.ClientAuthority);
        Show(options.Facade.EnvoyMapping);
        Show(options.Facade.BundleScope);
        Show(options.Facade.UnsignedBundles);
        Show(options.Facade.Plaintext);
        Show(options.Facade.AsyncReads);
        Show(options.Facade.Reflection);
        Show(options.Facade.MaxCalls);
        Show(options.Facade.MaxWait);
        Show(options.Facade.Peers.Listen);
        Show(options.Facade.Peers.Advertise);
        Show(options.Facade.Peers.Peers);
        Show(options.Facade.Peers.Names);
        Show(options.Facade.Peers.Authority);
        Show(options.Facade.Peers.Plaintext);
        return [.. run.Options.OrderBy(option => option.Name, StringComparer.Ordinal).Select(Setting)];

        void Show<T>(Option<T> option) => shown[option.Name] = found.GetValueOrDefault(option.Name) ?? ToText(run.Value(option));

        AdminSetting Setting(Option option) => new(option.Name, run.IsGiven(option), shown.ContainsKey(option.Name), shown.GetValueOrDefault(option.Name));
    }

    private static string? ToText<T>(T value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object>()),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
