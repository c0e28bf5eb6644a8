namespace Aegis.Streams.Policy.Rego;

/// <summary>The parts of a module that are the same for all policies. Open Policy Agent 0.47 and 1.x read them alike.</summary>
internal static class RegoPrelude
{
    public const string Decision = """
        default decision := {"verdict": "deny", "rules": [], "observed": []}

        decision := {
        	"verdict": aegis_verdict,
        	"rules": sort(union({aegis_forbids, aegis_approvals, aegis_sanitizes, aegis_base_permits, aegis_layer_permits})),
        	"observed": sort(aegis_observed),
        }

        aegis_verdict := "deny" if {
        	not aegis_allowed
        } else := "approval_needed" if {
        	count(aegis_approvals) > 0
        } else := "sanitize" if {
        	count(aegis_sanitizes) > 0
        } else := "allow"

        aegis_allowed if {
        	count(aegis_forbids) < 1
        	aegis_permitted
        }
        """;

    /// <summary>Where there is a base, its permits bound those of a layer: without one of them nothing is permitted.</summary>
    public const string PermittedByBase = """
        aegis_permitted if {
        	count(aegis_base_permits) > 0
        	not aegis_narrowed
        }

        aegis_permitted if {
        	count(aegis_base_permits) > 0
        	count(aegis_layer_permits) > 0
        }
        """;

    public const string PermittedByLayer = """
        aegis_permitted if {
        	count(aegis_layer_permits) > 0
        }
        """;

    public const string ClaimedClass = "aegis_class := input.class_claim";

    /// <summary>The strictest declaration of the base counts. A layer's does not count here: it could open what the base keeps closed.</summary>
    public const string DeclaredClass = """
        aegis_class := "expensive" if {
        	"base expensive" in aegis_declared_classes
        } else := "write" if {
        	"base write" in aegis_declared_classes
        } else := "read" if {
        	"base read" in aegis_declared_classes
        } else := input.class_claim
        """;

    /// <summary>For rules of a layer: what the base declares, else the strictest declaration of the tenant's layer.</summary>
    public const string LayerClass = """
        aegis_layer_class := aegis_class if {
        	some declared in ["base expensive", "base write", "base read"]
        	declared in aegis_declared_classes
        } else := "expensive" if {
        	"layer expensive" in aegis_declared_classes
        } else := "write" if {
        	"layer write" in aegis_declared_classes
        } else := "read" if {
        	"layer read" in aegis_declared_classes
        } else := aegis_class
        """;

    /// <summary>The functions, by a text that their users hold, in the order in which they stand at the end. Later ones are used by earlier ones.</summary>
    public static readonly (string Use, string Text)[] Functions =
    [
        ("aegis_covers(", Covers),
        ("aegis_get(", Get),
        ("aegis_present(", Present),
        ("aegis_absent(", Absent),
    ];

    /// <summary>A set is no JSON value, so it can stand for what is not there.</summary>
    private const string Get = """
        # The member of a member, however deep. Null is a value.
        aegis_get(holder, names) := value if {
        	is_object(holder)
        	value := object.get(holder, names, set())
        	not is_set(value)
        }
        """;

    private const string Present = """
        aegis_present(holder, names) if {
        	is_object(holder)
        	not is_set(object.get(holder, names, set()))
        }
        """;

    private const string Absent = """
        # A member is lacking in an object. Within anything else, or nothing, no member is said to lack.
        aegis_absent(holder, names) if {
        	is_object(holder)
        	some i, name in names
        	parent := object.get(holder, array.slice(names, 0, i), set())
        	is_object(parent)
        	is_set(object.get(parent, [name], set()))
        }
        """;

    private const string Covers = """
        # Every part of the arguments is known: it is named, or an object or array on the way to what is, or in it where no longer name goes into that.
        aegis_covers(known) if {
        	every part in aegis_parts {
        		aegis_knows(known, part)
        	}
        }

        aegis_knows(known, part) if {
        	part.path in known
        }

        aegis_knows(known, part) if {
        	some name in known
        	array.slice(name, 0, count(part.path)) == part.path
        	aegis_leads_into(name[count(part.path)], part.type)
        }

        aegis_knows(known, part) if {
        	some name in known
        	array.slice(part.path, 0, count(name)) == name
        	not aegis_goes_on(known, name)
        }

        aegis_leads_into(step, "object") if {
        	is_string(step)
        }

        aegis_leads_into(step, "array") if {
        	is_number(step)
        }

        aegis_goes_on(known, name) if {
        	some longer in known
        	count(longer) > count(name)
        	array.slice(longer, 0, count(name)) == name
        }

        # A step of a path: a name, or 0 for an item.
        aegis_step(taken) := taken if {
        	is_string(taken)
        }

        aegis_step(taken) := 0 if {
        	is_number(taken)
        }
        """;
}
