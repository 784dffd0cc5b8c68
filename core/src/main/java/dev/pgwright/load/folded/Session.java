package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetKind;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transactions and the search path. */
final class Session {
    private final Folding folding;
    private final Store store;

    /** Where the transaction starts, with an empty name, and its savepoints. */
    private final List<Savepoint> savepoints = new ArrayList<>();

    private record Savepoint(String name, int mark) {}

    /** What the path is again when the transaction ends. */
    private @Nullable List<String> pathAfter;

    /** The same of the role that was set, which may be none. */
    private @Nullable Optional<String> roleAfter;

    Session(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    /** Outside of a transaction nothing can be taken back. */
    void afterStatement() {
        if (savepoints.isEmpty()) {
            store.forget();
        }
    }

    void transaction(TransactionStmt statement) {
        switch (statement.kind()) {
            case TRANS_STMT_BEGIN, TRANS_STMT_START -> {
                if (savepoints.isEmpty()) {
                    savepoints.add(new Savepoint("", store.mark()));
                }
            }
            case TRANS_STMT_SAVEPOINT -> {
                if (!savepoints.isEmpty()) {
                    savepoints.add(new Savepoint(Scope.text(statement.savepointName()), store.mark()));
                }
            }
            case TRANS_STMT_RELEASE -> {
                int at = find(statement.savepointName());
                if (at > 0) {
                    savepoints.subList(at, savepoints.size()).clear();
                }
            }
            case TRANS_STMT_ROLLBACK_TO -> {
                int at = find(statement.savepointName());
                if (at > 0) {
                    store.undoTo(savepoints.get(at).mark());
                    savepoints.subList(at + 1, savepoints.size()).clear();
                }
            }
            case TRANS_STMT_ROLLBACK -> {
                if (!savepoints.isEmpty()) {
                    store.undoTo(savepoints.get(0).mark());
                }
                end(statement.chain());
            }
            case TRANS_STMT_COMMIT, TRANS_STMT_PREPARE -> end(statement.chain());
            case TRANS_STMT_COMMIT_PREPARED, TRANS_STMT_ROLLBACK_PREPARED -> {
                // taken as done when it was prepared
            }
        }
    }

    /** Opens a trial, in which no transaction ends; what happens in it is taken back by {@link #takeBack}. */
    Trial startTrial() {
        Trial trial = new Trial(savepoints.size(), store.mark(), pathAfter, roleAfter);
        savepoints.add(new Savepoint("", trial.mark()));
        return trial;
    }

    void takeBack(Trial trial) {
        store.undoTo(trial.mark());
        savepoints.subList(trial.savepoints(), savepoints.size()).clear();
        pathAfter = trial.pathAfter();
        roleAfter = trial.roleAfter();
        afterStatement();
    }

    /** What a trial finds and has to leave behind. */
    record Trial(
            int savepoints,
            int mark,
            @Nullable List<String> pathAfter,
            @Nullable Optional<String> roleAfter) {}

    private void end(boolean chain) {
        savepoints.clear();
        if (pathAfter != null) {
            folding.scope().setPath(pathAfter);
            pathAfter = null;
        }
        if (roleAfter != null) {
            store.roles().set(roleAfter.orElse(null));
            roleAfter = null;
        }
        store.forget();
        if (chain) {
            savepoints.add(new Savepoint("", store.mark()));
        }
    }

    private int find(@Nullable String name) {
        for (int i = savepoints.size() - 1; i > 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Another one begins: what this one has set is gone. */
    void restart() {
        roleAfter = null;
        setPath(Scope.DEFAULT_PATH, false);
        store.roles().authorize(null);
    }

    void set(VariableSetStmt statement) {
        if (statement.kind() == VariableSetKind.VAR_RESET_ALL) {
            setPath(Scope.DEFAULT_PATH, false);
            store.roles().set(null);
        } else if ("role".equalsIgnoreCase(statement.name())) {
            setRole(role(statement), statement.isLocal());
        } else if ("session_authorization".equalsIgnoreCase(statement.name())) {
            store.roles().authorize(role(statement));
        } else if ("search_path".equalsIgnoreCase(statement.name())) {
            List<String> schemas = new ArrayList<>();
            for (Node argument : statement.args()) {
                String text = Options.text(argument);
                // SET search_path = '' is a list of one empty name
                if (text != null && !text.isEmpty()) {
                    schemas.add(text);
                }
            }
            boolean value = statement.kind() == VariableSetKind.VAR_SET_VALUE;
            setPath(value ? schemas : Scope.DEFAULT_PATH, statement.isLocal());
        }
    }

    /** Null for NONE, DEFAULT and RESET. */
    private static @Nullable String role(VariableSetStmt statement) {
        String name = statement.kind() == VariableSetKind.VAR_SET_VALUE
                        && !statement.args().isEmpty()
                ? Options.text(statement.args().get(0))
                : null;
        return "none".equals(name) ? null : name;
    }

    private void setRole(@Nullable String role, boolean local) {
        if (local && savepoints.isEmpty()) {
            return;
        }
        if (!local) {
            roleAfter = null;
        } else if (roleAfter == null) {
            roleAfter = Optional.ofNullable(store.roles().set());
        }
        store.roles().set(role);
    }

    private void setPath(List<String> schemas, boolean local) {
        if (local && savepoints.isEmpty()) {
            return;
        }
        if (!local) {
            pathAfter = null;
        } else if (pathAfter == null) {
            pathAfter = folding.scope().path();
        }
        folding.scope().setPath(schemas);
    }

    /** {@code SELECT set_config('search_path', ...)}, and functions that may do anything. */
    void select(SelectStmt statement) {
        for (Node node : statement.targetList()) {
            if (node instanceof ResTarget target && target.val() instanceof FuncCall call) {
                List<String> name = Nodes.names(call.funcname());
                if (Scope.nameOf(name).equals("set_config") && call.args().size() == 3) {
                    setConfig(call);
                }
            }
        }
    }

    private void setConfig(FuncCall call) {
        String setting = Options.text(call.args().get(0));
        if (!"search_path".equalsIgnoreCase(setting)) {
            return;
        }
        String value = Options.text(call.args().get(1));
        boolean local = call.args().get(2) instanceof A_Const constant
                && constant.boolval() != null
                && constant.boolval().boolval();
        if (value != null) {
            setPath(QualifiedText.list(value), local);
        }
    }
}
