using System.Collections.Immutable;
using System.Text.Json;
using ClvPredict.Models;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Registry;

/// <summary>
/// A folder of model zips with a pointer to the current one and a history of what was decided (docs/registry.md). The pointer
/// alone says which model is current; the history says why, and to which model one goes back.
/// </summary>
public sealed class ModelRegistry
{
    /// <summary>Name of the pointer file.</summary>
    public const string CurrentName = "current";

    /// <summary>Name of the file with all decisions.</summary>
    public const string HistoryName = "history.json";

    /// <summary>A registry in a folder, which need not exist yet.</summary>
    public ModelRegistry(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Path of the pointer.</summary>
    public string CurrentPath => Path.Combine(Folder, CurrentName);

    internal string HistoryPath => Path.Combine(Folder, HistoryName);

    /// <summary>Name of the zip that the pointer names, whether or not it is there; null without a pointer.</summary>
    /// <exception cref="ModelPackageException">The file is no pointer, or names no file beside it.</exception>
    public string? Current()
    {
        if (!File.Exists(CurrentPath))
            return null;
        return ModelPointer.NameIn(CurrentPath)
            ?? throw new ModelPackageException(
                $"{CurrentPath} does not name a model zip; delete it, or choose a model with `clv models use ZIP`."
            );
    }

    /// <summary>All decisions, the first one first; empty without a history.</summary>
    /// <exception cref="ModelPackageException">The history cannot be read.</exception>
    public ImmutableArray<RegistryEntry> History()
    {
        if (!File.Exists(HistoryPath))
            return [];
        try
        {
            var entries =
                JsonSerializer.Deserialize<RegistryEntry[]>(
                    File.ReadAllBytes(HistoryPath),
                    PackageJson.Options
                ) ?? [];
            if (
                Array.TrueForAll(entries, e => e is { Zip: { } zip } && ModelPointer.IsZipName(zip))
            )
                return [.. entries];
        }
        catch (JsonException e)
        {
            throw new ModelPackageException(
                $"{HistoryPath} cannot be read: {e.Message} Repair it, or delete it to begin a new history.",
                e
            );
        }
        throw new ModelPackageException(
            $"{HistoryPath} has an entry that names no zip of its folder. Repair it, or delete it to begin a new history."
        );
    }

    /// <summary>Every model zip of the folder and of the history, the latest as-of day first; each zip is validated.</summary>
    /// <exception cref="ModelPackageException">The pointer or the history cannot be read.</exception>
    public ImmutableArray<RegisteredModel> List()
    {
        var current = Current();
        var history = History();
        var names = history.Select(e => e.Zip).ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(Folder))
            names.UnionWith(Directory.GetFiles(Folder, "*.zip").Select(f => Path.GetFileName(f)));
        if (current is not null)
            names.Add(current);
        return
        [
            .. names
                .Select(zip => Describe(zip, zip == current, history))
                .OrderByDescending(m => m.AsOf)
                .ThenBy(m => m.Zip, StringComparer.Ordinal),
        ];
    }

    /// <summary>The zip that <see cref="RegistryChange.RollBack"/> goes back to; null when there was none before.</summary>
    /// <exception cref="ModelPackageException">The pointer or the history cannot be read.</exception>
    public string? Previous()
    {
        var current = Current();
        // A model that came after another is put on it; going back takes it off again.
        var pile = new Stack<string>();
        foreach (var entry in History())
        {
            if (entry.Change == ModelChange.RolledBack)
            {
                while (pile.Count > 0 && pile.Peek() != entry.Zip)
                    pile.Pop();
            }
            if (entry.IsCurrentAfter && (pile.Count == 0 || pile.Peek() != entry.Zip))
                pile.Push(entry.Zip);
        }
        // A pointer that was set without an entry stands on the pile.
        while (pile.Count > 0 && pile.Peek() == current)
            pile.Pop();
        return pile.Count > 0 ? pile.Peek() : null;
    }

    /// <summary>Begins a change; others who want to change the registry wait until it is disposed.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="IOException">The folder is not writable.</exception>
    public RegistryChange Change(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(Folder);
        return new RegistryChange(this, cancellationToken);
    }

    private RegisteredModel Describe(
        string zip,
        bool isCurrent,
        ImmutableArray<RegistryEntry> history
    )
    {
        var last = history.LastOrDefault(e => e.Zip == zip);
        var why = last?.Reason ?? "";
        try
        {
            var manifest = ModelPackage.Load(Path.Combine(Folder, zip)).Manifest;
            return new RegisteredModel(
                zip,
                isCurrent,
                manifest.AsOf,
                manifest.Horizon,
                manifest.Judge?.Grade ?? "",
                why,
                ""
            );
        }
        catch (ModelPackageException e)
        {
            return new RegisteredModel(zip, isCurrent, last?.AsOf, "", "", why, e.Message);
        }
    }
}
