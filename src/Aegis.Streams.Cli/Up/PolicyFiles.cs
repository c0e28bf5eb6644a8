using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Up;

/// <summary>Loads the policies of an instance, or says every fault in them.</summary>
internal static class PolicyFiles
{
    /// <summary>Loads policies.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file or folder.</param>
    /// <returns>The set.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was said with its place.</exception>
    public static PolicySnapshot Load(CommandRun run, string path)
    {
        var loading = PolicyLoader.Load(path);
        if (!loading.Succeeded)
        {
            foreach (var error in loading.Errors) run.Talk.Fault(error.ToString());
            throw CliRefusalException.Fault($"the policies in {path} were not loaded: {loading.Errors.Length} {(loading.Errors.Length == 1 ? "fault" : "faults")}");
        }

        if (loading.Snapshot.IsEmpty) run.Talk.Warn($"{path} holds no policies, so every intent will be denied");
        return loading.Snapshot;
    }
}
