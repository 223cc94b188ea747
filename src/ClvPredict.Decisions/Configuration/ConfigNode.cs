using System.Globalization;
using System.Text.Json;

namespace ClvPredict.Decisions.Configuration;

/// <summary>An object of a config with its place in the file; what is wrong is collected, and reading goes on.</summary>
internal sealed class ConfigNode(JsonElement element, string path, List<string> faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Text of a member; null without it.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Fault(name, value, "a text that is not empty");
        return null;
    }

    /// <summary>Number of a member from a least to a greatest value; null without it.</summary>
    public double? Number(string name, double least, double greatest)
    {
        if (Find(name) is not { } value)
            return null;
        if (
            value.ValueKind == JsonValueKind.Number
            && value.GetDouble() is var number
            && number >= least
            && number <= greatest
        )
            return number;
        Fault(
            name,
            value,
            double.IsInfinity(greatest) || greatest == double.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"a number of at least {least}")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"a number from {least} to {greatest}"
                )
        );
        return null;
    }

    /// <summary>Whole number of a member from a least to a greatest value; null without it.</summary>
    public int? Whole(string name, int least, int greatest)
    {
        if (Find(name) is not { } value)
            return null;
        if (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
            && number >= least
            && number <= greatest
        )
            return number;
        Fault(
            name,
            value,
            greatest == int.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {least}")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"a whole number from {least} to {greatest}"
                )
        );
        return null;
    }

    /// <summary>Truth of a member; null without it.</summary>
    public bool? Truth(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault(name, value, "true or false");
        return null;
    }

    /// <summary>The value of a member, of whatever kind; null without it.</summary>
    public JsonElement? Any(string name) => Find(name);

    /// <summary>An object that is a member; null without it.</summary>
    public ConfigNode? Object(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new ConfigNode(value, Place(name), faults);
        Fault(name, value, "an object");
        return null;
    }

    /// <summary>The objects of an array that is a member; none without it.</summary>
    public IEnumerable<ConfigNode> Objects(string name)
    {
        if (Find(name) is not { } value)
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, value, "a list of objects");
            yield break;
        }
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]");
            if (item.ValueKind == JsonValueKind.Object)
                yield return new ConfigNode(item, Place(place), faults);
            else
                Fault(place, item, "an object");
        }
    }

    /// <summary>The names of all members, which then count as known.</summary>
    public IReadOnlyList<string> Names() => [.. element.EnumerateObject().Select(m => m.Name)];

    /// <summary>Refuses members that nothing has asked for, and members named twice.</summary>
    public void RefuseOthers()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                faults.Add($"{Place(Short(member.Name))} stands there twice.");
            if (!_asked.Contains(member.Name))
                faults.Add(
                    $"{Place(Short(member.Name))} is not known; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}."
                );
        }
    }

    /// <summary>Says that a member is not what it must be.</summary>
    public void Fault(string name, JsonElement value, string wanted) =>
        faults.Add($"{Place(name)} is {Short(value.GetRawText())}; it must be {wanted}.");

    /// <summary>Says that a member that must be there is not.</summary>
    public void Missing(string name) => faults.Add($"{Place(name)} is missing.");

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    private string Place(string name) => path.Length == 0 ? name : path + "." + name;

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
