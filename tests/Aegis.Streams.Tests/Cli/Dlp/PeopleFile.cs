namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>A file of two people, with a quoted cell of two lines.</summary>
internal static class PeopleFile
{
    public const string Text = "id,mail,note\n1,jane.doe@example.com,hello\n2,bob@example.org,\"call +1 415\n555 0132\"\n";
    public const string Redacted = "id,mail,note\n1,[EMAIL],hello\n2,[EMAIL],\"call [PHONE]\"\n";
}
