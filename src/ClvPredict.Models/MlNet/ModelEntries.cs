using System.Globalization;

namespace ClvPredict.Models.MlNet;

/// <summary>The entries of a model zip being written, a component's sub-folders before its own key.</summary>
internal sealed class ModelEntries
{
    private readonly List<(string Name, byte[] Content)> _entries = [];

    public IReadOnlyList<(string Name, byte[] Content)> All => _entries;

    public void Add(string name, byte[] content) => _entries.Add((name, content));

    public void AddKey(string directory, ModelComponent component, ModelBlock block) =>
        Add(directory + "/Model.key", component.Key(block).ToBytes());

    public static string Sub(string directory, string stem, int index) =>
        $"{directory}/{stem}{index.ToString("000", CultureInfo.InvariantCulture)}";
}
