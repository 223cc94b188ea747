using System.Collections.Immutable;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Models;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Registry;

/// <summary>
/// The right to change a registry, which one process at a time has. The pointer is replaced before the history is written: a
/// crash leaves the old model or the new one, and one goes back from either to the one before.
/// </summary>
public sealed class RegistryChange : IDisposable
{
    private const string LockName = ".lock";
    private const int Attempts = 12_000;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ModelRegistry _registry;
    private readonly FileStream _lock;

    internal RegistryChange(ModelRegistry registry, CancellationToken cancellationToken)
    {
        _registry = registry;
        _lock = Wait(Path.Combine(registry.Folder, LockName), cancellationToken);
    }

    /// <summary>Makes a new model the current one.</summary>
    /// <param name="zip">Name of the zip in the folder.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <exception cref="ModelPackageException">The zip is refused; the current model stays.</exception>
    public RegistryEntry Promote(string zip, string reason) =>
        Set(zip, ModelChange.Promoted, reason);

    /// <summary>Remembers why a new model does not become the current one.</summary>
    /// <param name="zip">Name of the zip in the folder.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <exception cref="ModelPackageException">The zip is refused.</exception>
    public RegistryEntry KeepBack(string zip, string reason)
    {
        var history = _registry.History();
        return Write(history, zip, Validate(zip), ModelChange.KeptBack, reason);
    }

    /// <summary>Makes a model of the folder the current one because somebody says so.</summary>
    /// <param name="zip">Name of the zip in the folder.</param>
    /// <exception cref="ModelPackageException">The zip is refused; the current model stays.</exception>
    public RegistryEntry Use(string zip) =>
        Set(zip, ModelChange.Chosen, "chosen by hand" + After(_registry.Current()));

    /// <summary>Goes back to the model that was current before the present one.</summary>
    /// <exception cref="ModelPackageException">There was none, or its zip is refused; the current model stays.</exception>
    public RegistryEntry RollBack()
    {
        var previous =
            _registry.Previous()
            ?? throw new ModelPackageException(
                $"{_registry.HistoryPath} knows of no model before the present one; choose one with `clv models use ZIP`."
            );
        return Set(previous, ModelChange.RolledBack, "rolled back" + After(_registry.Current()));
    }

    /// <summary>Lets others change the registry.</summary>
    public void Dispose() => _lock.Dispose();

    private RegistryEntry Set(string zip, ModelChange change, string reason)
    {
        // Read first: a history that cannot be written stops the change.
        var history = _registry.History();
        var asOf = Validate(zip);
        ModelPointer.Set(_registry.CurrentPath, zip);
        return Write(history, zip, asOf, change, reason);
    }

    private RegistryEntry Write(
        ImmutableArray<RegistryEntry> history,
        string zip,
        DateOnly asOf,
        ModelChange change,
        string reason
    )
    {
        var day = history.IsEmpty || history[^1].Day < asOf ? asOf : history[^1].Day;
        var entry = new RegistryEntry(zip, asOf, change, day, reason);
        var json = JsonSerializer.SerializeToUtf8Bytes(history.Add(entry), PackageJson.Options);
        AtomicFile.Write(_registry.HistoryPath, stream => stream.Write(json));
        return entry;
    }

    private DateOnly Validate(string zip)
    {
        if (!ModelPointer.IsZipName(zip))
            throw new ModelPackageException(
                $"\"{zip}\" is not the name of a zip in {_registry.Folder}."
            );
        return ModelPackage.Load(Path.Combine(_registry.Folder, zip)).Manifest.AsOf;
    }

    private static string After(string? previous) => previous is null ? "" : $" from {previous}";

    // The system releases the lock of a process that dies.
    private static FileStream Wait(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(
                    path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException) when (File.Exists(path) && attempt < Attempts)
            {
                cancellationToken.WaitHandle.WaitOne(s_pause);
            }
        }
    }
}
