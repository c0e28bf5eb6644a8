using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Signs a content and publishes it on top of what is active, and says what became of it.</summary>
/// <param name="run">The run.</param>
/// <param name="options">The options.</param>
/// <param name="session">The published policies.</param>
/// <param name="signer">The key.</param>
internal sealed class PublicationDesk(CommandRun run, PublicationOptions options, PolicyTopicSession session, PublicationSigner signer)
{
    private const int LeastDigits = 8;
    private const string Nothing = "none";

    /// <summary>Publishes.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="payload">Its content and its files of terms.</param>
    /// <param name="message">Why.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliRefusalException">Nothing was published, or it was refused.</exception>
    public int Publish(PolicySnapshot policy, PublicationPayload payload, string message)
    {
        if (policy.IsEmpty && !run.Value(options.AllowEmpty)) throw CliRefusalException.Fault("the policy set has no rules, so every intent of every agent would be denied; write rules, or say with --allow-empty that this is what you want");
        if (payload.Length > PublicationLimits.MaxContentBytes) throw CliRefusalException.Fault($"the policy set and its files of terms have {payload.Length:N0} bytes, and at most {PublicationLimits.MaxContentBytes:N0} can be published");
        var active = session.Log.Active?.Publication;
        CheckParent(active);
        var publication = SignedPublication.Sign(new PublicationDraft(payload, active?.Id, options.AuthorOf(run), message, run.Host.Time.GetUtcNow()), signer);
        if (active is not null && active.Revision == publication.Publication.Revision && active.KeyId == signer.KeyId)
        {
            run.Talk.Note($"revision {active.Revision} is active already; nothing was published", Ink.Green);
            PublicationOutput.Write(run, session.Log.History.Last(entry => entry.Id == active.Id));
            return ExitCodes.Done;
        }

        if (run.Value(options.DryRun))
        {
            run.Talk.Note($"would be published on top of {active?.Id ?? "nothing"}, {payload.Length:N0} bytes; nothing was written");
            run.Talk.Note($"revision {publication.Publication.Revision}", Ink.Bold);
            return ExitCodes.Done;
        }

        var entry = session.Publish(publication, payload, run.Value(options.Wait));
        run.Talk.Note($"revision {publication.Publication.Revision} is active" + (active is null ? "" : $", and {active.Revision} no longer"), Ink.Green);
        PublicationOutput.Write(run, entry);
        return ExitCodes.Done;
    }

    /// <summary>
    /// Makes sure that what is active here is so everywhere. An instance may trust a key that this run does not; but anybody who may write the topic can
    /// name one that nobody trusts, so whoever says what is active is believed, and instances that know better refuse the publication.
    /// </summary>
    private void CheckParent(PolicyPublication? active)
    {
        if (run.Value(options.Parent) is not { } parent)
        {
            session.CheckUnknownKeys(active is null ? Nothing : active.Id);
            return;
        }

        if (parent == Nothing ? active is null : active?.Id.StartsWith(parent, StringComparison.Ordinal) == true) return;
        if (parent == Nothing) throw CliRefusalException.Fault($"something is active: publication {active!.Id}; look at `aegis policy list`, and publish on top of it");
        if (parent.Length < LeastDigits) throw CliRefusalException.Usage($"--parent must have {LeastDigits} digits at least, or be `{Nothing}`");
        if (session.Find(parent) is { RefusalCode: RefusalCodes.KeyUnknown, Publication.KeyId: var key })
            throw CliRefusalException.Fault($"publication {parent} is signed with {key}, which is not trusted here; name the public key with --policy-keys");
        throw CliRefusalException.Fault($"publication {parent} is not active, {active?.Id ?? "nothing"} is: somebody else published since; look at `aegis policy list`, and publish again on top of it");
    }
}
