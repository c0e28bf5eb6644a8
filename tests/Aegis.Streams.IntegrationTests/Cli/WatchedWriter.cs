using System.Text;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>A writer whose text a test can wait for. Thread-safe.</summary>
internal sealed class WatchedWriter : TextWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_text)
        {
            _text.Append(value);
            Monitor.PulseAll(_text);
        }
    }

    public void WaitFor(string text)
    {
        lock (_text)
        {
            while (!_text.ToString().Contains(text, StringComparison.Ordinal))
                Assert.True(Monitor.Wait(_text, Patience), $"`{text}` did not come; there is: {_text}");
        }
    }

    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }
}
