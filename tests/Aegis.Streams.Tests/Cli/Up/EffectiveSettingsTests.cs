using System.CommandLine;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Server.Admin;

namespace Aegis.Streams.Tests.Cli.Up;

/// <summary>Which settings the admin port shows. The list is an allow-list, and this is what stands outside of it.</summary>
public sealed class EffectiveSettingsTests
{
    private const string Secret = "s3cret-that-nobody-may-see";

    [Fact]
    public void SettingsThatMayHoldSecrets_AreHidden() =>
        Assert.Equal(
            ["--bundle-key", "--commitment-key-file", "--config", "--manifest-key-file", "--property", "--schema-registry", "--schema-registry-auto-register", "--schema-registry-config", "--terms-key-file", "--tls-key"],
            Settings().Where(setting => !setting.IsShown).Select(setting => setting.Name));

    [Fact]
    public void HiddenSettings_HaveNoValueAndSayThatTheyWereGiven()
    {
        var settings = Settings(
            "-X", $"sasl.password={Secret}", "--schema-registry", $"http://user:{Secret}@registry", "--schema-registry-config", $"schema.registry.basic.auth.user.info=u:{Secret}", "--tls-key", $"/{Secret}.pem");

        Assert.DoesNotContain(settings, setting => setting.Value is { } value && value.Contains(Secret, StringComparison.Ordinal));
        Assert.Equal(["--property", "--schema-registry", "--schema-registry-config", "--tls-key"], settings.Where(setting => setting.IsGiven).Select(setting => setting.Name));
    }

    [Fact]
    public void ShownSettings_AreThoseInEffect()
    {
        var settings = Settings("--threads", "3", "--reply-topics", "a.replies", "--reply-topics", "b.replies", "--admin-listen", "127.0.0.1:9490").ToDictionary(setting => setting.Name);

        Assert.Equal(new AdminSetting("--threads", true, true, "3"), settings["--threads"]);
        Assert.Equal(new AdminSetting("--reply-topics", true, true, "a.replies, b.replies"), settings["--reply-topics"]);
        Assert.Equal(new AdminSetting("--admin-listen", true, true, "127.0.0.1:9490"), settings["--admin-listen"]);
        Assert.Equal(new AdminSetting("--max-wait", false, true, "00:00:10"), settings["--max-wait"]);
        Assert.Equal(new AdminSetting("--embedded", false, true, "false"), settings["--embedded"]);
        Assert.Equal(new AdminSetting("--callers", false, true, null), settings["--callers"]);
        Assert.Equal(new AdminSetting("--instance-id", false, true, "i-found"), settings["--instance-id"]);
    }

    private static IReadOnlyList<AdminSetting> Settings(params string[] args)
    {
        var (globals, options) = (new GlobalOptions(), new UpOptions(new ConnectionOptions()));
        var verb = new Verb("up", "");
        options.AddTo(verb);
        var root = new RootCommand();
        globals.AddTo(root);
        root.Add(verb);
        var parsed = root.Parse(["up", .. args]);
        Assert.Empty(parsed.Errors);
        return EffectiveSettings.Of(new CommandRun(parsed, globals, new CliScene().Host(), CancellationToken.None), options, new Dictionary<string, string?> { ["--instance-id"] = "i-found" });
    }
}
