using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Server.Bundles;

namespace Aegis.Streams.Cli.Up;

/// <summary>How an instance serves its policies to Open Policy Agents, by its options.</summary>
internal static class FacadeBundles
{
    /// <summary>Finds it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <returns>The settings, whose signer the caller disposes; <see langword="null"/>: no bundles are served.</returns>
    /// <exception cref="CliRefusalException">The options do not fit each other, or there is no key in the file.</exception>
    public static BundleOptions? Of(CommandRun run, FacadeRoleOptions options)
    {
        var (key, scope, isUnsigned) = (run.Value(options.BundleKey), run.Value(options.BundleScope), run.Value(options.UnsignedBundles));
        if (key is not null && isUnsigned) throw CliRefusalException.Usage("--bundle-key and --unsigned-bundles exclude each other: bundles are signed, or they are not");
        if (key is null && scope is not null) throw CliRefusalException.Usage("--bundle-scope is said in the signature; name a --bundle-key too");
        if (isUnsigned) run.Talk.Warn("bundles are not signed: whoever comes between this instance and an agent can change what the agent decides by");
        return key is null && !isUnsigned ? null : new BundleOptions { Signer = key is null ? null : ReadKey(key), Scope = scope };
    }

    private static BundleSigner ReadKey(string path)
    {
        try
        {
            return BundleKeyFile.ReadPrivate(path);
        }
        catch (CliRefusalException fault)
        {
            throw CliRefusalException.Usage($"--bundle-key: {fault.Message}");
        }
    }
}
