namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>A clock that is asked after each window, since progress is shown.</summary>
/// <param name="asked">Is done then.</param>
internal sealed class WatchedTime(Action asked) : TimeProvider
{
    public override long GetTimestamp()
    {
        asked();
        return base.GetTimestamp();
    }
}
