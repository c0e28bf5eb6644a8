using System.Globalization;
using System.Text;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>A JSON value in the making: a text such as `2.5e1` that stays as it is, an object, or an array.</summary>
internal sealed class JsonSample
{
    private readonly List<(string Name, JsonSample Value)> _members = [];
    private readonly List<JsonSample> _items = [];
    private string? _text;
    private bool _isArray;

    /// <summary>Makes an empty object.</summary>
    public JsonSample()
    {
    }

    /// <summary>Makes a value from a text.</summary>
    public JsonSample(string text) => _text = text;

    private bool IsObject => _text is null && !_isArray;

    private bool IsArray => _text is null && _isArray;

    private bool IsBlank => IsObject && _members.Count == 0;

    /// <summary>Quotes a text as JSON, now and then with an escape where none is needed.</summary>
    public static string Quote(string text, Dice dice)
    {
        var quoted = new StringBuilder("\"");
        var escapes = dice.Percent(8);
        foreach (var unit in text)
        {
            if (unit is '"' or '\\' && !escapes) quoted.Append('\\').Append(unit);
            else if (unit < ' ' || unit is '"' or '\\' || (escapes && dice.Percent(50)) || char.IsSurrogate(unit) && escapes)
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else quoted.Append(unit);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Puts values where a path leads, through all items of arrays; new arrays get few items, or none.</summary>
    public void Set(ReadOnlySpan<PathStep> steps, Func<string> nextText, Dice dice)
    {
        if (steps.IsEmpty)
        {
            if (IsBlank) _text = nextText();
            return;
        }

        if (steps[0].IsEachItem)
        {
            if (!IsArray)
            {
                (_text, _isArray) = (null, true);
                for (var i = dice.PickWeighted((8, 0), (45, 1), (30, 2), (17, 3)); i > 0; i--) _items.Add(new JsonSample());
            }

            foreach (var item in _items)
                if (dice.Percent(96)) item.Set(steps[1..], nextText, dice);
            return;
        }

        if (!IsObject) return;
        Member(steps[0].Name!).Set(steps[1..], nextText, dice);
    }

    /// <summary>Changes one place: takes a value out, adds one, or replaces one by something of another kind.</summary>
    public void Spoil(Dice dice, Func<string> nextText)
    {
        var objects = Descendants().Where(node => node.IsObject).ToList();
        var place = dice.Pick(objects);
        switch (dice.Next(6))
        {
            case 0 when place._members.Count > 0:
                place._members.RemoveAt(dice.Next(place._members.Count));
                break;
            case 1 or 2 when place._members.Count > 0:
                var at = dice.Next(place._members.Count);
                place._members[at] = (place._members[at].Name, Odd(dice, place._members[at].Value, nextText));
                break;
            case 3 when Descendants().Where(node => node.IsArray && node._items.Count > 0).ToList() is { Count: > 0 } arrays:
                var items = dice.Pick(arrays)._items;
                items[dice.Next(items.Count)] = Odd(dice, new JsonSample("1"), nextText);
                break;
            default:
                var name = dice.Pick(["extra", "Discount", "discount ", "sku\u0301", "", "x.y", "[*]", "items", "first", "__extn"]);
                if (!place._members.Exists(member => member.Name == name)) place._members.Insert(dice.Next(place._members.Count + 1), (name, new JsonSample(nextText())));
                break;
        }
    }

    public string Write(Dice dice)
    {
        if (_text is not null) return _text;
        var space = dice.Percent(10) ? " " : "";
        return _isArray
            ? $"[{string.Join($",{space}", _items.Select(item => item.Write(dice)))}]"
            : $"{{{space}{string.Join($",{space}", _members.Select(member => $"{Quote(member.Name, dice)}:{space}{member.Value.Write(dice)}"))}}}";
    }

    private static JsonSample Odd(Dice dice, JsonSample old, Func<string> nextText)
    {
        var odd = new JsonSample();
        switch (dice.Next(6))
        {
            case 0: odd._text = "null"; break;
            case 1: odd._text = dice.Pick(["\"25\"", "\"\"", "true", "[]", "[[]]", "{}", "[{}]", "{\"a\":[1]}", "0", "false"]); break;
            case 2: (odd._isArray, _) = (true, 0); odd._items.Add(old); break;
            case 3: odd._members.Add(("inner", old)); break;
            default: odd._text = nextText(); break;
        }

        return odd;
    }

    private JsonSample Member(string name)
    {
        var at = _members.FindIndex(member => member.Name == name);
        if (at >= 0) return _members[at].Value;
        var value = new JsonSample();
        _members.Add((name, value));
        return value;
    }

    private IEnumerable<JsonSample> Descendants() =>
        _members.Select(member => member.Value).Concat(_items).SelectMany(part => part.Descendants()).Prepend(this);
}
