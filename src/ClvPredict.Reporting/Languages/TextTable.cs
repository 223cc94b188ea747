using System.Collections;
using System.Collections.Frozen;
using System.Reflection;
using System.Resources;

namespace ClvPredict.Reporting.Languages;

/// <summary>The texts of one language in one assembly, read when first needed.</summary>
/// <remarks>They are ordinary resources of the assembly and no satellite assemblies: those go by the cultures that the machine
/// knows, and with invariant globalization it knows none.</remarks>
internal sealed class TextTable(Assembly assembly, string baseName, string code)
{
    private readonly Lazy<FrozenDictionary<string, string>> _texts = new(() =>
        Read(assembly, code == "en" ? $"{baseName}.resources" : $"{baseName}.{code}.resources")
    );

    /// <summary>Text by key.</summary>
    public FrozenDictionary<string, string> Texts => _texts.Value;

    private static FrozenDictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in {assembly}.");
        using var reader = new ResourceReader(stream);
        return reader
            .Cast<DictionaryEntry>()
            .ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }
}
