using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Finds what to go back to while the history is read: only what was verified and active counts.</summary>
/// <param name="digits">The first digits of an id or a revision; <see langword="null"/>: what was active before.</param>
internal sealed class RollbackTarget(string? digits)
{
    private ActivePolicy? _active;
    private ActivePolicy? _found;

    /// <summary>Gets it; <see langword="null"/>: there is none.</summary>
    public ActivePolicy? Policy => _found;

    /// <summary>Looks at a publication.</summary>
    /// <param name="published">The publication.</param>
    /// <exception cref="CliRefusalException">The digits are those of several.</exception>
    public void Look(PublicationEvent published)
    {
        if (published.Activated is not { } activated) return;
        if (digits is null) _found = activated.Publication.Revision == _active?.Publication.Revision ? _found : _active;
        else if (activated.Publication.Id.StartsWith(digits, StringComparison.Ordinal) || activated.Publication.Revision.StartsWith(digits, StringComparison.Ordinal)) Find(activated);
        _active = activated;
    }

    private void Find(ActivePolicy activated)
    {
        if (_found is not null && _found.Publication.Revision != activated.Publication.Revision)
            throw CliRefusalException.Usage($"{digits} is the start of several; give more digits");
        _found = activated;
    }
}
