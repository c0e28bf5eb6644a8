using System.Text;
using Aegis.Streams.State;
using CsCheck;

namespace Aegis.Streams.Tests.State;

public sealed class KeyedStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private enum Step
    {
        Put,
        PutForEver,
        Remove,
        Expire,
        Commit,
        Rollback,
        Restore,
    }

    [Fact]
    public void Overlay_IsVisibleAtOnce_AndGoneAfterARollback()
    {
        var state = new KeyedState();
        state.Put([1], [10], null);
        state.Commit();
        state.Put([1], [11], null);
        state.Put([2], [20], null);
        Assert.Equal(["1=11", "2=20"], Visible(state, Start));

        state.Rollback();

        Assert.Equal(["1=10"], Visible(state, Start));
        Assert.False(state.HasChanges);
    }

    [Fact]
    public void Changes_AreOneAKey_TheLast()
    {
        var state = new KeyedState();
        state.Put([1], [10], null);
        state.Put([1], [11], null);
        state.Remove([2]);

        Assert.Equal(["1=11", "2=gone"], state.Changes.Select(change => $"{change.Key[0]}={(change.Entry is { } entry ? entry.Value[0] : "gone")}").Order());
    }

    [Fact]
    public void ExpiredEntry_CountsAsAbsent_AndItsRemovalComesBackWithARollback()
    {
        var state = new KeyedState();
        state.Put([1], [10], Start.AddSeconds(1));
        state.Commit();

        Assert.Equal(["1=10"], Visible(state, Start));
        Assert.Empty(Visible(state, Start.AddSeconds(1)));
        Assert.Equal(1, state.Expire(Start.AddSeconds(1), 100, 100));
        state.Rollback();
        Assert.Equal(1, state.Count);
        Assert.Equal(1, state.Expire(Start.AddSeconds(1), 100, 100));
        state.Commit();
        Assert.Equal(0, state.Count);
    }

    [Fact]
    public void TooManyEntries_LeaveOldestFirst_AtMostAsManyAsAsked()
    {
        var state = new KeyedState();
        for (byte key = 0; key < 10; key++)
        {
            state.Put([key], [key], Start.AddHours(1));
            state.Commit();
        }

        Assert.Equal(4, state.Expire(Start, maxEntries: 3, maxRemovals: 4));
        state.Commit();
        Assert.Equal(["4=4", "5=5", "6=6", "7=7", "8=8", "9=9"], Visible(state, Start));
        Assert.Equal(3, state.Expire(Start, maxEntries: 3, maxRemovals: 4));
    }

    [Fact]
    public void FloodOfOneHolder_LeavesTheEntriesOfOthers()
    {
        var state = new KeyedState();
        Put("reply/globex/a/1", "reply/globex/b/2");
        for (var i = 0; i < 20; i++) Put($"reply/acme/a/{i}");
        Put("reply/initech/a/1");

        Assert.Equal(["reply/acme/a/17", "reply/acme/a/18", "reply/acme/a/19", "reply/globex/a/1", "reply/globex/b/2", "reply/initech/a/1"], state.Committed.Select(pair => Encoding.ASCII.GetString(pair.Key)).Order(StringComparer.Ordinal));

        void Put(params string[] keys)
        {
            foreach (var key in keys) state.Put(Encoding.ASCII.GetBytes(key), [1], Start.AddHours(1));
            state.Commit();
            state.Expire(Start, maxEntries: 6, maxRemovals: 4);
            state.Commit();
        }
    }

    [Fact]
    public void ManyHolders_AreAskedInTurnForWhatHasExpired()
    {
        var state = new KeyedState();
        for (var i = 0; i < 100; i++) state.Put(Encoding.ASCII.GetBytes($"reply/t{i}/a/1"), [1], Start.AddHours(1));
        state.Put("reply/t7/a/2"u8.ToArray(), [1], Start.AddHours(3));
        state.Commit();
        for (var i = 0; i < 26; i++)
        {
            Assert.InRange(state.Expire(Start.AddHours(2), int.MaxValue, 4), 0, 4);
            state.Commit();
        }

        Assert.Equal("reply/t7/a/2", Encoding.ASCII.GetString(Assert.Single(state.Committed).Key));
    }

    [Fact]
    public void EntryThatIsSetAgainAndAgain_CountsOnce()
    {
        var state = new KeyedState();
        state.Put([1], [1], Start.AddHours(1));
        state.Commit();
        for (byte value = 0; value < 10; value++)
        {
            state.Put([2], [value], Start.AddHours(1).AddSeconds(value));
            state.Commit();
        }

        Assert.Equal(0, state.Expire(Start, maxEntries: 2, maxRemovals: 4));
        state.Commit();
        Assert.Equal(["1=1", "2=9"], Visible(state, Start));
    }

    [Fact]
    public void AnyHistory_LooksLikeADictionaryWithAnUndoCopy() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Byte[0, 5], Gen.Byte, Gen.Int[1, 20]).Array[0, 60].Sample(history =>
        {
            var state = new KeyedState();
            var (committed, current, now) = (new Dictionary<byte, (byte Value, DateTimeOffset? ExpiresAt)>(), new Dictionary<byte, (byte Value, DateTimeOffset? ExpiresAt)>(), Start);
            foreach (var (step, key, value, seconds) in history)
            {
                now = now.AddSeconds(1);
                switch (step)
                {
                    case Step.Put:
                        state.Put(KeyOf(key), [value], now.AddSeconds(seconds));
                        current[key] = (value, now.AddSeconds(seconds));
                        break;
                    case Step.PutForEver:
                        state.Put(KeyOf(key), [value], null);
                        current[key] = (value, null);
                        break;
                    case Step.Remove:
                        state.Remove(KeyOf(key));
                        current.Remove(key);
                        break;
                    case Step.Expire:
                        state.Expire(now, int.MaxValue, int.MaxValue);
                        break;
                    case Step.Commit:
                        state.Commit();
                        committed = new(current);
                        break;
                    case Step.Rollback:
                        state.Rollback();
                        current = new(committed);
                        break;
                    case Step.Restore:
                        // Restores happen only where no transaction is open.
                        state.Rollback();
                        state.Restore(KeyOf(key), new StateEntry([value], now.AddSeconds(seconds)));
                        committed[key] = (value, now.AddSeconds(seconds));
                        current = new(committed);
                        break;
                }

                var expected = current.Where(pair => pair.Value.ExpiresAt is not { } expiry || expiry > now).Select(pair => $"{pair.Key}={pair.Value.Value}").Order();
                if (!expected.SequenceEqual(Visible(state, now, KeyOf))) return false;
            }

            state.Rollback();
            while (state.Expire(now.AddDays(1), int.MaxValue, 3) > 0) state.Commit();
            return state.Count == committed.Count(pair => pair.Value.ExpiresAt is null);
        });

    /// <summary>A key of one of three holders.</summary>
    private static byte[] KeyOf(byte key) => [(byte)(key % 3), (byte)'/', (byte)'/', key];

    private static IEnumerable<string> Visible(KeyedState state, DateTimeOffset now, Func<byte, byte[]>? keyOf = null) =>
        Enumerable.Range(0, 20).Select(key => state.TryGet(keyOf?.Invoke((byte)key) ?? [(byte)key], now, out var value) ? $"{key}={value[0]}" : "").Where(text => text.Length > 0).Order();
}
