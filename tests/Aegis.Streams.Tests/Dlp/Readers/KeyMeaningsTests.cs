using System.Text;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Readers;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>A key that is remembered says what it says when it is read.</summary>
public sealed class KeyMeaningsTests
{
    [Fact]
    public void KeysOfAnyLength_AreNotTakenForOthers()
    {
        var keys = new KeyMeanings();
        for (var round = 0; round < 2; round++)
        {
            for (var length = 1; length <= 40; length++)
            {
                // They differ in their length, or in their end alone.
                foreach (var end in (string[])["phone", "email", "ssn", "x"])
                {
                    var key = (new string('q', length) + "_")[^Math.Min(length, Math.Max(1, length - end.Length))..] + end;
                    foreach (var rest in (string[])["", "\":1,\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
                    {
                        var text = Encoding.ASCII.GetBytes("{\"" + key + rest);
                        Assert.Equal(KeyName.Read(Encoding.ASCII.GetBytes(key)), keys.Of(text, 2, 2 + key.Length, null).Signals);
                    }
                }
            }
        }
    }

    [Fact]
    public void KeyThatIsTheBeginningOfAnother_IsToldFromIt()
    {
        var keys = new KeyMeanings();
        var text = "phone_id_______________________________________"u8;
        Assert.Equal(Signals.Phone, keys.Of(text, 0, 5, null).Signals);
        Assert.Equal(Signals.Phone | Signals.Negative, keys.Of(text, 0, 8, null).Signals);
        Assert.Equal(Signals.Phone, keys.Of(text, 0, 5, null).Signals);
    }
}
